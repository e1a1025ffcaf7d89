import { AppError } from "../errors"
import { retryAfter } from "./load-shedding"
import { failureOf, type Written, written } from "./response"

/** The answer for an address under /api/v1 that does not exist. */
export const notFound = () => written(failureOf(new AppError("not_found")))

/** The answer where there is more to do than can be done. */
export const refused = () => written(failureOf(new AppError("unavailable", { retryAfter: retryAfter() })))

/** The answer to what came over plain http. It is not redirected: a client that is would go on sending its key in the clear. */
export const httpsRequired = () => written(failureOf(new AppError("https_required")))

/** The answer for a method that an address does not have. */
export function methodNotAllowed(allow: readonly string[]): Written {
  const answer = written(failureOf(new AppError("method_not_allowed")))
  return { ...answer, headers: { ...answer.headers, allow: allow.join(", ") } }
}

/** The answer to OPTIONS, which also tells a browser that asks for another origin's page (Fetch, §3.2.2). */
export function options(allow: readonly string[]): Written {
  const methods = allow.join(", ")
  return written({ status: 204, body: null, headers: { allow: methods, "access-control-allow-methods": methods } })
}
