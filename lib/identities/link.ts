import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { consumeChallenge, type Elsewhere } from "../core/identity/challenges"
import { enqueueMail, linkTo } from "../mail/outbox"
import { labelOf } from "./providers"
import { insertIdentity } from "./store"

type Owner = { id: string; name: string; email: string }

/** Emails the owner of an account, and records, that an account elsewhere was linked or unlinked. */
export async function tellOwner(
  tx: Tx,
  by: UserCaller | { userId: string },
  { id, name, email }: Owner,
  change: "identity_linked" | "identity_unlinked",
  identity: { provider: string; label: string },
): Promise<void> {
  const data = { name, provider: labelOf(identity.provider), account: identity.label, url: linkTo("/profile/security") }
  await enqueueMail(tx, { to: email, template: change, data, tenantId: null })
  await recordEvent(tx, by, {
    tenantId: ("tenantId" in by && by.tenantId) || systemTenant,
    action: `user.${change}`,
    target: { type: "user", id },
    after: { provider: identity.provider },
  })
}

/**
 * Links an account elsewhere, by which its person has just signed in there, to the account of a session.
 * @throws AppError invalid_token, email_not_verified; IdentityProblem elsewhere
 */
export async function linkReturned(me: UserCaller, found: Elsewhere): Promise<void> {
  await transaction((tx) => link(tx, me, found))
}

/**
 * Links the account elsewhere that waits in this browser.
 * @returns the page that its person was on the way to
 * @throws AppError not_found, token_expired, invalid_token, email_not_verified; IdentityProblem elsewhere
 */
export async function linkWaiting(me: UserCaller, token: string): Promise<string> {
  return transaction(async (tx) => {
    const { remembered } = await consumeChallenge(tx, "identity_link", token)
    await link(tx, me, remembered)
    return remembered.next
  })
}

async function link(tx: Tx, me: UserCaller, found: Elsewhere): Promise<void> {
  const account = await lockAccount(tx, me.userId)
  await assertSignedIn(tx, me)
  // The registrant of a foreign address would keep a way in after its owner has proved it.
  if (!account.verifiedAt) throw new AppError("email_not_verified")
  const { added } = await insertIdentity(tx, account.id, found, false)
  if (added) await tellOwner(tx, me, account, "identity_linked", found)
}
