import { currentRequest, takeTime } from "../context"
import { AppError, isAppError, isUnavailable } from "../errors"
import { log } from "../observability/log"

/** What is used of a request: the web's `Request` is one, and so is what server.ts makes of Node's. */
export type Incoming = {
  readonly method: string
  /** Path and query, with or without an origin before them. */
  readonly url: string
  readonly headers: Pick<Headers, "get" | "has">
  readonly body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null
}

const maxBody = 64 * 1024
const maxDepth = 32

/**
 * Reads a JSON object from the body.
 * @throws AppError unsupported_media_type, body_too_large (over 64 KiB), invalid_json
 */
export async function readJson(request: Incoming): Promise<unknown> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type) || request.headers.has("content-encoding"))
    throw new AppError("unsupported_media_type")
  if (Number(request.headers.get("content-length") ?? 0) > maxBody) throw new AppError("body_too_large")
  const text = await readText(request)
  try {
    // A stack of brackets costs more to validate than to send.
    if (depth(text) > maxDepth) throw new AppError("invalid_json", { message: "The body is nested too deeply." })
    return JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value))
  } catch (error) {
    throw isAppError(error) ? error : new AppError("invalid_json")
  }
}

async function readText({ body }: Incoming): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > maxBody) throw new AppError("body_too_large")
    chunks.push(part)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new AppError("invalid_json", { message: "The body is not UTF-8." })
  }
}

function depth(text: string): number {
  let deepest = 0
  let level = 0
  for (const c of text) {
    if (c === "[" || c === "{") deepest = Math.max(deepest, ++level)
    else if (c === "]" || c === "}") level--
  }
  return deepest
}

/** An answer before it is sent, as it can be kept and given again. `text` is its body where that was written before. */
export type Answer = { status: number; body: unknown; text?: string; headers?: Record<string, string> | undefined }

/** An answer as it goes out. */
export type Written = { status: number; text: string | null; headers: Record<string, string> }

/** Writes an answer as JSON, with what every answer carries: request id, no-store, nosniff. */
export function written({ status, body, text, headers }: Answer): Written {
  return {
    status,
    text: status === 204 ? null : (text ?? JSON.stringify(body)),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": currentRequest().requestId,
      ...headers,
    },
  }
}

/** A written answer as the web has it. */
export const web = ({ status, text, headers }: Written) => new Response(text, { status, headers })

/** A JSON answer. */
export function json(status: number, body: unknown, headers?: Record<string, string>): Response {
  return web(written({ status, body, headers }))
}

/** The contract's failure envelope. What is not an AppError is logged and answered without internals. */
export function toResponse(thrown: unknown): Response {
  return web(written(failureOf(toAppError(thrown))))
}

/** The answer to an error. */
export function failureOf(error: AppError): Answer {
  const { fields, required, challenge: token, factors, organizations, retryAfter } = error.details
  const { requestId } = currentRequest()
  const body = {
    code: error.code,
    message: error.message,
    request_id: requestId,
    fields,
    required,
    challenge: token,
    factors,
    organizations,
  }
  const headers = { ...challenge(error), ...retry(error.status, retryAfter) }
  return { status: error.status, body: { success: false, error: body }, headers }
}

/** What a thrown value means to the caller. */
export function toAppError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  if (isUnavailable(thrown)) {
    log.warn({ request_id: currentRequest().requestId, error: String(thrown).slice(0, 200) }, "database unavailable")
    return new AppError("unavailable")
  }
  log.error({ request_id: currentRequest().requestId, err: thrown }, "request failed")
  return new AppError("internal_error")
}

// RFC 6750 §3: no credential, a bad one and a weak one are told apart.
function challenge({ status, code }: AppError): Record<string, string> {
  const realm = `Bearer realm="nanostack"`
  if (code === "unauthenticated") return { "www-authenticate": realm }
  if (status === 401) return { "www-authenticate": `${realm}, error="invalid_token"` }
  if (code === "permission_required") return { "www-authenticate": `${realm}, error="insufficient_scope"` }
  return {}
}

function retry(status: number, seconds: number | undefined): Record<string, string> {
  if (status === 503) return { "retry-after": String(seconds ?? 5) }
  return seconds === undefined ? {} : { "retry-after": String(seconds) }
}

/** A streamed CSV file. Where `pieces` fail, it is logged and the connection is cut: what came is not the whole. */
export function csv(name: string, pieces: AsyncIterator<string>): Response {
  takeTime()
  const { requestId } = currentRequest()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        log.error({ request_id: requestId, err: error }, "an answer broke off")
        controller.error(error)
      }
    },
    cancel: () => void pieces.return?.(),
  })
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
    },
  })
}
