import { AppError } from "./errors"

/** The version that the caller has seen, from `If-Match` or a form; null for any. */
export type SeenVersion = number | null

/** Compares versions, behind the row's lock. @throws AppError version_conflict where someone has changed the object */
export function assertVersion(seen: SeenVersion, stored: number): void {
  if (seen !== null && seen !== stored) throw new AppError("version_conflict")
}
