import { AppError } from "../errors"
import { retryAfter } from "./load-shedding"
import { failureOf, type Written, written } from "./response"

/** Response to an unknown address under /api/v1. */
export const notFound = () => written(failureOf(new AppError("not_found")))

/** Response of an overloaded server. */
export const refused = () => written(failureOf(new AppError("unavailable", { retryAfter: retryAfter() })))

/** Response to plain HTTP. No redirect: a client that follows one would keep sending its key in the clear. */
export const httpsRequired = () => written(failureOf(new AppError("https_required")))

/** Response to a method that an address does not support. */
export function methodNotAllowed(allow: readonly string[]): Written {
  const answer = written(failureOf(new AppError("method_not_allowed")))
  return { ...answer, headers: { ...answer.headers, allow: allow.join(", ") } }
}

/** Response to OPTIONS, also for a CORS preflight (Fetch, §3.2.2). */
export function options(allow: readonly string[]): Written {
  const methods = allow.join(", ")
  return written({ status: 204, body: null, headers: { allow: methods, "access-control-allow-methods": methods } })
}
