import { apiAddress, fillPath, queryString } from "./address"
import { NanostackError } from "./error"

/** An idempotency key, or what generates it when the call is sent. */
export type IdempotencyKey = string | (() => string)

/** A call, for the transport. */
export type Request = {
  endpoint: string
  params?: object | undefined
  query?: object | undefined
  body?: unknown
  idempotencyKey?: IdempotencyKey | undefined
  ifMatch?: number | undefined
  /** Sent without a credential. */
  anonymous?: boolean
  /** Whether it is idempotent; by default derived from its method and key. */
  repeatable?: boolean
  /** Never retried: a user waits for the response and can retry. */
  once?: boolean
  /** Default number of retries. */
  patience?: number
  /** Milliseconds after which no further attempt begins. */
  within?: number
  /** Sent with this credential instead of the client's. */
  token?: string | null
  /** Continues when the page is left. */
  keepalive?: boolean
}

/** A request ready to be sent. */
export type Prepared = {
  method: string
  url: string
  headers: Record<string, string>
  body: string | Blob | undefined
  repeatable: boolean
  keepalive: boolean
}

/**
 * Builds the HTTP request of a call.
 * @throws NanostackError configuration, invalid_argument
 */
export function prepare(baseURL: string | null | undefined, request: Request): Prepared {
  const { endpoint, params, query, body, idempotencyKey, ifMatch } = request
  const key = typeof idempotencyKey === "function" ? idempotencyKey() : idempotencyKey
  const [method = "GET", path = ""] = endpoint.split(" ")
  const headers: Record<string, string> = { accept: "application/json" }
  if (body !== undefined) headers["content-type"] = isBlob(body) ? body.type : "application/json"
  if (key) headers["idempotency-key"] = key
  if (ifMatch !== undefined) headers["if-match"] = `"${ifMatch}"`
  return {
    method,
    url: apiAddress(baseURL) + fillPath(path, params) + queryString(query),
    headers,
    body: body === undefined || isBlob(body) ? body : write(body),
    // A retried change with a version would conflict with its own first attempt.
    repeatable: request.repeatable ?? ((method !== "POST" && ifMatch === undefined) || idempotencyKey !== undefined),
    keepalive: request.keepalive ?? false,
  }
}

/** Bytes, such as an image. */
const isBlob = (body: unknown): body is Blob => body instanceof Blob

function write(body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch (cause) {
    throw new NanostackError("invalid_argument", "The data can't be written as JSON.", { cause })
  }
}
