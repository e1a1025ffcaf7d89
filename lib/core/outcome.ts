import { isAppError } from "./errors"

/** Result of one of many: each succeeds or fails for itself. */
export type Outcome<T> = { value: T } | { error: unknown }

/** Runs `work`, and returns the AppError that it throws. */
export function outcomeOf<T>(work: () => T): Outcome<T> {
  try {
    return { value: work() }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { error }
  }
}
