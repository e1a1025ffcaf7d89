import type { Account } from "../accounts/store"
import { assertUnchanged, changedMeanwhile } from "../accounts/unchanged"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import type { IdentityUsed } from "../core/identity/challenges"
import { noteIdentity } from "../identities/used"
import { isRemembered, rememberedSince } from "../remembered-devices/store"
import { endReset } from "../second-factor/ends"
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
  /** The account elsewhere that it is, linked or to be linked once the sign-in is complete. */
  identity?: IdentityUsed
  /** Notes what began the session, in its transaction. */
  begun?: (tx: Tx, session: SignIn) => Promise<void>
}

/**
 * Continues a sign-in after its first factor, the same for each way to sign in: the address may have to be verified
 * first, an account with two-factor authentication is asked for its code, a closed account is restored.
 * @throws AppError second_factor_required, email_not_verified (with VERIFY_BEFORE_SIGN_IN or `verifyFirst`; a new email is
 * sent), invalid_credentials (lost factors were reset: the password comes first), not_found (no access to the named
 * organization), and what `again` throws
 */
export async function completeSignIn(account: Account, first: FirstFactor): Promise<SignIn> {
  const { kind, organizationId, amr, factor = null, again } = first
  if ((env().VERIFY_BEFORE_SIGN_IN || account.verifyFirst) && !account.verifiedAt) {
    await resendVerification({ email: account.email })
    throw new AppError("email_not_verified")
  }
  const second = !amr.includes("mfa")
  const remembered =
    second && account.twoFactor && kind === "browser" && amr.includes("pwd") && (await skipsCode(account))
  if (second && account.twoFactor && !remembered) await challenge(account, first)
  if (second && account.afterReset) await proveFurther(account, first)
  return transaction(async (tx) => {
    if (account.closedAt) await lockOrganizationsOf(tx, account.id)
    await assertUnchanged(tx, account)
    await again(tx)
    if (account.afterReset) await endReset(tx, account.id)
    const since = remembered ? await rememberedSince(tx, account.id) : null
    if (remembered && !since) throw changedMeanwhile("remembered device")
    const restored = account.closedAt ? await restoreAccount(tx, account) : null
    const scope = await scopeToOpen(account, organizationId, tx)
    const shown = since ? [...amr, "mfa"] : amr
    const session = await begin(
      tx,
      account.id,
      kind,
      scope,
      "session.signed_in",
      shown,
      since ? "remembered_device" : factor,
      since,
    )
    if (first.identity) await noteIdentity(tx, session, account, first.identity)
    await first.begun?.(tx, session)
    return restored ? { ...session, restored } : session
  })
}

/**
 * After lost factors were reset, an account is opened by its password and an emailed code. One without a password has
 * nothing but the code.
 */
async function proveFurther(account: Account, first: FirstFactor): Promise<void> {
  if (account.passwordHash !== null && !first.amr.includes("pwd")) {
    await transaction(async (tx) => {
      await assertUnchanged(tx, account)
      await first.again(tx)
    })
    throw new AppError("invalid_credentials", { reason: "after_reset" })
  }
  if (first.factor !== "email_code") await challenge(account, first)
}

/** Whether this browser is asked for no code. Super admins always are. */
async function skipsCode({ id, superAdmin, closedAt }: Account): Promise<boolean> {
  return !superAdmin && !closedAt && (await isRemembered(id))
}
