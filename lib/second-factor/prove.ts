import { isProofByPasskey, withPassword } from "../accounts/password-proof"
import { type Account, accountOf } from "../accounts/store"
import { db, type Tx } from "../core/db/client"
import { AppError, fieldError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { limit, resetLimit } from "../core/rate-limit/limits"
import { hasFreshProof, renewProof } from "../sessions/service"
import type { Asked, StrongProof } from "./schema"
import { useCode as checkCode } from "./use-code"

/** Returns what `proveFully` would ask for. */
export async function asksFor(me: UserCaller): Promise<Asked> {
  const account = await accountOf(me.userId)
  const code = account?.twoFactor ?? false
  const fresh = await hasFreshProof(db(), me.userId, me.sessionId, code)
  return { password: !fresh, code: code && !fresh }
}

/**
 * Requires a proof of at most 15 minutes at the account's own assurance, in browsers and through the API: with
 * two-factor authentication on, a password alone is not enough. What is given renews the session's proof.
 * @throws AppError validation_failed on `password` or `code` (required, incorrect), rate_limited
 */
export async function proveFully(me: UserCaller, given: StrongProof): Promise<void> {
  const asked = await asksFor(me)
  if (!asked.password) return
  const { password, code } = given
  if (password === undefined) throw missing(asked)
  if (isProofByPasskey(password)) return withPassword(me, password, {}, (tx) => renew(tx, me, true))
  if (asked.code && code === undefined) throw missing({ password: false, code: true })
  const subject = `code of ${me.userId}`
  if (asked.code) await limit("sign_in_failures", subject)
  await withPassword(me, password, {}, async (tx, account) => {
    if (account.twoFactor) await assertCode(tx, account, code)
    await renew(tx, me, account.twoFactor)
  })
  if (asked.code) await resetLimit("sign_in_failures", subject)
}

/**
 * Repeats inside a transaction, behind the account's lock, that the session's last proof is recent.
 * @throws AppError validation_failed on `password`
 */
export async function assertProved(tx: Tx, me: UserCaller, { twoFactor }: Account): Promise<void> {
  if (!(await hasFreshProof(tx, me.userId, me.sessionId, twoFactor))) throw missing({ password: true, code: twoFactor })
}

const renew = (tx: Tx, me: UserCaller, both: boolean) => renewProof(tx, me.userId, me.sessionId, both)

async function assertCode(tx: Tx, account: Account, code: string | undefined): Promise<void> {
  if (code === undefined) throw missing({ password: false, code: true })
  const factor = await checkCode(tx, account.id, code)
  if (factor === "unreadable") throw fieldError("code", "unreadable", { reason: "authenticator" })
  if (factor === null) throw fieldError("code", "incorrect", { reason: "code" })
}

function missing({ password, code }: Asked): AppError {
  const fields = [
    ...(password ? [{ field: "password", code: "required", reason: "proof" } as const] : []),
    ...(code ? [{ field: "code", code: "required", reason: "factor_code" } as const] : []),
  ]
  return new AppError("validation_failed", { fields })
}
