import { apiAddress, fillPath, queryString } from "./address"
import { NanostackError } from "./error"

/** A call as the transport takes it. */
export type Request = {
  endpoint: string
  params?: object | undefined
  query?: object | undefined
  body?: unknown
  idempotencyKey?: string | undefined
  ifMatch?: number | undefined
  /** Without a credential. */
  anonymous?: boolean
  /** Whether doing it twice has the effect of doing it once; by default what its method and key say. */
  repeatable?: boolean
  /** Not tried again, whatever happens: somebody waits for the answer who can try again themselves. */
  once?: boolean
  /** How often it is tried again where nobody says. */
  patience?: number
}

/** A call ready to be sent. */
export type Prepared = {
  method: string
  url: string
  headers: Record<string, string>
  body: string | Blob | undefined
  repeatable: boolean
}

/**
 * What a call is on the wire.
 * @throws NanostackError configuration, invalid_argument
 */
export function prepare(baseURL: string | null | undefined, request: Request): Prepared {
  const { endpoint, params, query, body, idempotencyKey, ifMatch } = request
  const [method = "GET", path = ""] = endpoint.split(" ")
  const headers: Record<string, string> = { accept: "application/json" }
  if (body !== undefined) headers["content-type"] = isBlob(body) ? body.type : "application/json"
  if (idempotencyKey) headers["idempotency-key"] = idempotencyKey
  if (ifMatch !== undefined) headers["if-match"] = `"${ifMatch}"`
  return {
    method,
    url: apiAddress(baseURL) + fillPath(path, params) + queryString(query),
    headers,
    body: body === undefined || isBlob(body) ? body : write(body),
    // A change that names its version would meet its own effect, and take it for somebody else's.
    repeatable: request.repeatable ?? ((method !== "POST" && ifMatch === undefined) || idempotencyKey !== undefined),
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
