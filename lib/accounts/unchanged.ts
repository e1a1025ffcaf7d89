import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Account, lockAccount } from "./store"

/** The stored data changed since it was compared before the transaction. `retryStale` compares again. */
class StaleProof extends Error {}

/** Returns an error that makes `retryStale` start over, after a concurrent change. */
export const changedMeanwhile = (what: string): Error => new StaleProof(what)

/** Closed while a proof of it was in progress: only a new proof reopens it. */
const closedSince = () => new AppError("invalid_credentials")

/**
 * Locks an account and asserts that it is unchanged since it was compared before the transaction: the same hash,
 * address, rank and two-factor authentication (also not reset since), not closed since.
 * @throws AppError invalid_credentials where it was closed
 */
export async function assertUnchanged(tx: Tx, seen: Account): Promise<void> {
  const now = await lockAccount(tx, seen.id)
  if (now.passwordHash !== seen.passwordHash) throw new StaleProof("password")
  if (now.email !== seen.email) throw new StaleProof("address")
  if (now.twoFactor !== seen.twoFactor) throw new StaleProof("two-factor authentication")
  if (now.afterReset !== seen.afterReset) throw new StaleProof("factors")
  if (now.superAdmin !== seen.superAdmin) throw new StaleProof("rank")
  if (now.closedAt !== seen.closedAt) throw now.closedAt ? closedSince() : new StaleProof("restored")
}

/**
 * Runs `attempt`, which compares and then writes; retries once where the account changed in between, so that rehashing
 * the same password fails no request.
 * @throws AppError unavailable where it changed again
 */
export async function retryStale<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof StaleProof)) throw error
  }
  return attempt().catch((error: unknown) => {
    throw error instanceof StaleProof ? new AppError("unavailable", { retryAfter: 1 }) : error
  })
}
