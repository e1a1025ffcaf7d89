import type { Account } from "../accounts/store"
import { assertUnchanged } from "../accounts/unchanged"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import type { SignIn } from "../sessions/service"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import { scopeToOpen } from "./scopes"
import { challenge } from "./second-factor"
import { resendVerification } from "./send-verification"

/** The first factor that was right, and where the sign-in goes. */
export type FirstFactor = {
  kind: "browser" | "api"
  organizationId: string | undefined
  /** How the person signed in (RFC 8176); with `mfa` no second factor is asked for. */
  amr: readonly string[]
  /** The way, where it is not the password, for the audit log. */
  factor?: string
  /** Checks inside the transaction, behind the account's lock, what was checked before, and uses it up. */
  again: (tx: Tx) => Promise<void>
  /** Notes what began the session, in its transaction. */
  begun?: (tx: Tx, session: SignIn) => Promise<void>
}

/**
 * Continues a sign-in after its first factor, the same for each way to sign in: the address may have to be verified
 * first, an account with two-factor authentication is asked for its code, a closed account is restored.
 * @throws AppError second_factor_required, email_not_verified (with VERIFY_BEFORE_SIGN_IN or `verifyFirst`; a new email is sent),
 * not_found (no access to the named organization), and what `again` throws
 */
export async function completeSignIn(account: Account, first: FirstFactor): Promise<SignIn> {
  const { kind, organizationId, amr, factor = null, again } = first
  if ((env().VERIFY_BEFORE_SIGN_IN || account.verifyFirst) && !account.verifiedAt) {
    await resendVerification({ email: account.email })
    throw new AppError("email_not_verified")
  }
  if (account.twoFactor && !amr.includes("mfa")) await challenge(account, first)
  return transaction(async (tx) => {
    if (account.closedAt) await lockOrganizationsOf(tx, account.id)
    await assertUnchanged(tx, account)
    await again(tx)
    const restored = account.closedAt ? await restoreAccount(tx, account) : null
    const scope = await scopeToOpen(account, organizationId, tx)
    const session = await begin(tx, account.id, kind, scope, "session.signed_in", amr, factor)
    await first.begun?.(tx, session)
    return restored ? { ...session, restored } : session
  })
}
