import { requestIds } from "../context"
import { isUnavailable } from "../db/errors"
import { AppError, isAppError } from "../errors"
import { log } from "../observability/log"

/** Converts a thrown value to an error for the caller. */
export function toAppError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  if (isUnavailable(thrown)) {
    log.warn({ ...requestIds(), error: String(thrown).slice(0, 200) }, "database unavailable")
    return new AppError("unavailable")
  }
  log.error({ ...requestIds(), err: thrown }, "request failed")
  return new AppError("internal_error")
}
