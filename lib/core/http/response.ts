import { shownRequestId } from "../context"
import type { AppError } from "../errors"
import { protectedResourceUrl } from "../identity/protected-resource"
import { englishFields, englishText } from "./english"
import { toAppError } from "./to-app-error"

/** A response before it is sent, as it can be stored and repeated. `text` is its body, if already serialized. */
export type Answer = { status: number; body: unknown; text?: string; headers?: Record<string, string> | undefined }

/** A serialized response. */
export type Written = {
  status: number
  text: string | null
  headers: Record<string, string>
  /** Whether it may be compressed; see compression.ts. */
  compress?: boolean
}

/** Serializes a response as JSON, with the common headers: request ID, no-store, nosniff. */
export function written({ status, body, text, headers }: Answer): Written {
  return {
    status,
    text: status === 204 || status === 304 ? null : (text ?? JSON.stringify(body)),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": shownRequestId(),
      ...headers,
    },
  }
}

/** Converts a serialized response to a web Response. */
export const web = ({ status, text, headers }: Written) => new Response(text, { status, headers })

/** Returns a JSON response. */
export function json(status: number, body: unknown, headers?: Record<string, string>): Response {
  return web(written({ status, body, headers }))
}

/** Returns the contract's failure envelope. Anything but an AppError is logged, and returned without internals. */
export function toResponse(thrown: unknown): Response {
  return web(written(failureOf(toAppError(thrown))))
}

/** Response of an error. */
export function failureOf(error: AppError): Answer {
  const {
    fields,
    required,
    challenge: token,
    factors,
    complyUrl,
    organizations,
    challengeUrl,
    existingId,
    usedBy,
    retryAfter,
    limit,
  } = error.details
  const body = {
    code: error.code,
    message: englishText(error),
    request_id: shownRequestId(),
    fields: fields && englishFields(fields),
    required,
    challenge: token,
    factors,
    comply_url: complyUrl,
    organizations,
    limit,
    challenge_url: challengeUrl,
    existing_id: existingId,
    used_by: usedBy,
  }
  const headers = { ...challenge(error), ...retry(error.status, retryAfter) }
  return { status: error.status, body: { success: false, error: body }, headers }
}

// RFC 6750 §3: distinguishes a missing, an invalid and an insufficient credential. RFC 9728 §5.1: says where tokens are
// from.
function challenge({ status, code, details: { required } }: AppError): Record<string, string> {
  const realm = `Bearer realm="nanostack"`
  const from = `resource_metadata="${protectedResourceUrl()}"`
  if (code === "unauthenticated") return { "www-authenticate": `${realm}, ${from}` }
  if (status === 401) return { "www-authenticate": `${realm}, error="invalid_token", ${from}` }
  if (code !== "permission_required") return {}
  const scope = required?.includes(":") ? `, scope="${required}"` : ""
  return { "www-authenticate": `${realm}, error="insufficient_scope"${scope}, ${from}` }
}

function retry(status: number, seconds: number | undefined): Record<string, string> {
  if (status === 503) return { "retry-after": String(seconds ?? 5) }
  return seconds === undefined ? {} : { "retry-after": String(seconds) }
}
