import { isAppError } from "@/lib/core/errors"

/**
 * Returns null in place of the error of an object that does not exist for this person, or of an address with a value that
 * no object has.
 * @throws the error itself where it is another one
 */
export function absent(error: unknown): null {
  if (isAppError(error) && /^(not_found|validation_failed)$/.test(error.code)) return null
  throw error
}
