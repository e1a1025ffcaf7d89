import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError, isAppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { consumeChallenge } from "../core/identity/challenges"
import { verifyPassword } from "../core/identity/passwords"
import { limit, refund, resetLimit } from "../core/rate-limit/limits"
import { consumeProofCode, isProofCode } from "./proof-code"
import { type Account, accountOf } from "./store"
import { assertUnchanged, retryStale } from "./unchanged"

type Options<P> = {
  /** The field that a wrong password is reported on. */
  field?: string
  /** Slow work without a transaction, done once the password was right. */
  prepare?: () => Promise<P>
  /** Locks of tenants and organizations, taken before the account's. */
  locks?: (tx: Tx) => Promise<void>
}

/** Whether this is what a proof by passkey returned; it stands for the password. */
export const isProofByPasskey = (text: string) => /^prf_[\w-]{43}$/.test(text)

/**
 * Runs `run` in a transaction that requires the caller's password. It is compared first; inside, behind the account's
 * lock, the hash must still be the one that was compared and the session active. Wrong passwords count as failures of
 * the account, so that an open session does not allow guessing. An account without a password proves itself by a code
 * that was emailed for this session. A proof by passkey stands for either. Code and proof are used up inside.
 * @throws AppError rate_limited, validation_failed on `field` with the code `incorrect`, invalid_token
 */
export function withPassword<T, P = undefined>(
  me: UserCaller,
  password: string,
  { field = "password", prepare, locks }: Options<P>,
  run: (tx: Tx, account: Account, prepared: P) => Promise<T>,
): Promise<T> {
  return retryStale(async () => {
    const byPasskey = isProofByPasskey(password)
    const account = await (byPasskey ? accountOf(me.userId) : comparePassword(me, password, field))
    if (!account) throw new AppError("invalid_token")
    const prepared = (await prepare?.()) as P
    return transaction(async (tx) => {
      await locks?.(tx)
      await assertUnchanged(tx, account)
      await assertSignedIn(tx, me)
      if (byPasskey) await consumeProof(tx, me, password, field)
      else if (account.passwordHash === null) await consumeProofCode(tx, me)
      return run(tx, account, prepared)
    })
  })
}

/** Uses up a proof by passkey of the same session. @throws AppError validation_failed on `field` */
async function consumeProof(tx: Tx, me: UserCaller, proof: string, field: string): Promise<void> {
  const used = await consumeChallenge(tx, "proof", proof.slice("prf_".length)).catch((error: unknown) => {
    if (isAppError(error)) return null
    throw error
  })
  if (used?.userId !== me.userId || used.remembered.sessionId !== me.sessionId)
    throw fieldError(field, "incorrect", { reason: "proof_used" })
}

async function comparePassword(me: UserCaller, password: string, field: string): Promise<Account> {
  const account = await accountOf(me.userId)
  const subject = `owner of ${me.userId}`
  await limit("sign_in_failures", subject)
  if (account?.passwordHash === null) return compareCode(me, account, password, field)
  const { ok } = await verifyPassword(password, account?.passwordHash ?? null)
  if (!account) throw new AppError("invalid_token")
  if (!ok) throw fieldError(field, "incorrect")
  await resetLimit("sign_in_failures", subject)
  return account
}

async function compareCode(me: UserCaller, account: Account, code: string, field: string): Promise<Account> {
  const subject = `owner of ${me.userId}`
  await limit("email_code_failures", subject)
  if (!(await isProofCode(me, code))) throw fieldError(field, "incorrect", { reason: "mailed_code" })
  await refund("email_code_failures", [{ subject, points: 1 }])
  await resetLimit("sign_in_failures", subject)
  return account
}
