import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Account, lockAccount } from "./store"

/** What was compared before a transaction is not what is stored in it. `retryStale` compares again. */
class StaleProof extends Error {}

/** What to throw, in what `retryStale` runs, where something else came first and all has to be looked at again. */
export const changedMeanwhile = (what: string): Error => new StaleProof(what)

/** Closed while a proof of it was on its way: it comes back only by a new one. */
const closedSince = () => new AppError("invalid_credentials")

/**
 * Locks an account and asserts that it is the one that something was compared with before the transaction: the very hash,
 * the address, two-factor authentication, not closed since.
 * @throws AppError invalid_credentials where it was closed
 */
export async function assertUnchanged(tx: Tx, seen: Account): Promise<void> {
  const now = await lockAccount(tx, seen.id)
  if (now.passwordHash !== seen.passwordHash) throw new StaleProof("password")
  if (now.email !== seen.email) throw new StaleProof("address")
  if (now.twoFactor !== seen.twoFactor) throw new StaleProof("two-factor authentication")
  if (now.closedAt !== seen.closedAt) throw now.closedAt ? closedSince() : new StaleProof("restored")
}

/**
 * Runs `attempt`, which compares and then writes; once more where the account changed in between, so that a hash replaced
 * by a better one of the same password refuses nobody.
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
