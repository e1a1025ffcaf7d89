import { currentRequest } from "../context"
import type { AppError } from "../errors"
import { toAppError } from "./to-app-error"

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
