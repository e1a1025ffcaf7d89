import { isAppError } from "@/lib/core/errors"

/**
 * Returns null for the error of an object that doesn't exist for this person, or of a URL with an impossible value.
 * @throws any other error
 */
export function absent(error: unknown): null {
  if (isAppError(error) && /^(not_found|validation_failed)$/.test(error.code)) return null
  throw error
}
