import { AppError } from "./errors"

/** The version that the caller has seen, from `If-Match` or a form; null for any. */
export type SeenVersion = number | null

/**
 * Compares versions, behind the row's lock. Asked after 404 and the permission, and before everything else that depends
 * on the object, so that no one decides by what they no longer see: its rank, the proof, what is unique, whether it is
 * in use. Forms and proofs ask before the transaction too (perform.ts).
 * @throws AppError version_conflict where someone has changed the object
 */
export function assertVersion(seen: SeenVersion, stored: number): void {
  if (seen !== null && seen !== stored) throw new AppError("version_conflict")
}
