import { type ErrorCode, NanostackError } from "./error"
import type { Schemas } from "./schema"

type Failure = Omit<Schemas["ErrorResponse"]["error"], "code"> & { code: string }

/**
 * Parses a response.
 * @throws NanostackError the API's own; invalid_response where the response is not the API's, such as a proxy's;
 *   network_error where the response is truncated
 */
export function readAnswer(response: Response, text: string, address: string): unknown {
  const { status } = response
  if (status === 204) return { success: true, data: null }
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400))
    throw foreign(response, `${address} redirects to another URL. Set baseURL to that URL.`)
  const body = parse(text)
  if (isObject(body)) {
    if (body.success === true) return body
    if (isFailure(body.error)) throw failure(response, body.error)
  }
  const json = /json/.test(response.headers.get("content-type") ?? "")
  if (body === undefined && json && status < 400)
    throw new NanostackError("network_error", `The response from ${address} was incomplete.`, { status })
  throw foreign(response, `${address} responded with ${status} and ${kind(text, json)}. ${advice(status)}`)
}

function failure(response: Response, { code, message, request_id, ...more }: Failure): NanostackError {
  const { status } = response
  return new NanostackError(code as ErrorCode, message, {
    ...more,
    status,
    requestId: request_id ?? requestIdOf(response),
    retryAfter: secondsToWait(response.headers),
  })
}

function foreign(response: Response, message: string): NanostackError {
  return new NanostackError("invalid_response", message, {
    status: response.status,
    requestId: requestIdOf(response),
    retryAfter: secondsToWait(response.headers),
  })
}

const requestIdOf = ({ headers }: Response) => headers.get("x-request-id") ?? undefined

/** Parses Retry-After as seconds. A date is compared with the server's own clock: ours may be wrong. */
export function secondsToWait(headers: Headers): number | undefined {
  const given = headers.get("retry-after")?.trim()
  if (!given) return undefined
  if (/^\d+$/.test(given)) return Number(given)
  const seconds = (Date.parse(given) - (Date.parse(headers.get("date") ?? "") || Date.now())) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

function kind(text: string, json: boolean): string {
  if (text === "") return "no body"
  if (/^\s*</.test(text)) return "HTML instead of JSON"
  return json ? "JSON that isn't Nanostack's" : "a body that isn't JSON"
}

function advice(status: number): string {
  if (status >= 500) return "A proxy can't reach the server right now. Try again in a few seconds."
  return "Something other than Nanostack responds there. Check baseURL and any proxies."
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const isFailure = (value: unknown): value is Failure =>
  isObject(value) && typeof value.code === "string" && typeof value.message === "string"
