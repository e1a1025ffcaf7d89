import type { z } from "zod"
import { claimAccount, notifyOfPasswordChange, storePassword } from "../accounts/service"
import { type Account, accountOf, lockAccount, ownershipOf } from "../accounts/store"
import { type RecentKey, recentKeysOf } from "../api-keys/recent"
import { recordInTenants, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import { hashPassword } from "../core/identity/passwords"
import { consumeLink, peekLink } from "../core/identity/secrets"
import { end } from "../endings/end"
import { type RemainingIdentity, remainingIdentities } from "../identities/ends"
import { describeIdentity } from "../identities/providers"
import { enqueueMail, linkTo } from "../mail/outbox"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { giveToOwner } from "./new-owner"
import { offerToRevoke } from "./revoke-keys"
import type { PasswordReset } from "./schema"

/**
 * Sets a new password by the token of the emailed link. The link proves the address: the account is verified from then
 * on, one without a password is activated, an unverified one is taken over from its registrant, a closed one is
 * reopened. `password_reset` in lib/endings/table.ts lists what ends. API keys of a verified account stay: those of the last 30 days are listed,
 * in the response and in an email with a button to revoke them, in case another person created them.
 * @throws AppError not_found, token_expired, validation_failed on new_password
 */
export async function resetPassword(
  input: z.output<typeof PasswordReset>,
): Promise<{ email: string; api_keys: { id: string; name: string }[]; identities: RemainingIdentity[] }> {
  const { user_id } = await peekLink("reset_password", input.token)
  const { id, email } = (await accountOf(user_id ?? "")) ?? gone()
  await refuseUnsafePassword(input.new_password, email, "new_password")
  const hash = await hashPassword(input.new_password)
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, id)
    const account = await lockAccount(tx, id)
    const link = await consumeLink(tx, "reset_password", input.token)
    if (link.proves_address !== account.email || account.overdue) gone()
    const keys = await setPasswordOfOwner(tx, account, hash)
    await recordInTenants(tx, { userId: id }, [systemTenant], {
      action: "user.password_reset",
      target: { type: "user", id },
    })
    const identities = await listRemaining(tx, account)
    return { email: account.email, api_keys: keys.map((key) => ({ id: key.id, name: key.name })), identities }
  })
}

/** Lists, in the response and an email, the accounts elsewhere that go on to open an account. */
async function listRemaining(tx: Tx, { id, name, email }: Account): Promise<RemainingIdentity[]> {
  const identities = await remainingIdentities(tx, id)
  const accounts = identities.map(describeIdentity)
  const data = { name, accounts, url: linkTo("/profile/security") }
  if (accounts.length > 0) await enqueueMail(tx, { to: email, template: "review_identities", data, tenantId: null })
  return identities
}

function gone(): never {
  throw new AppError("token_expired")
}

/**
 * Gives an account to its proven owner, with a new password. The caller has locked its organizations and the account.
 * @returns the remaining API keys of the last 30 days
 */
export async function setPasswordOfOwner(tx: Tx, account: Account, hash: string): Promise<RecentKey[]> {
  const { id, email } = account
  if (ownershipOf(account) === "unproved") {
    const name = await giveToOwner(tx, account, hash)
    await notifyOfPasswordChange(tx, { name, email })
    return []
  }
  await end(tx, "password_reset", { userIds: [id] })
  if (account.closedAt) await restoreAccount(tx, account)
  await storePassword(tx, id, hash)
  const name = await claimAccount(tx, account)
  await notifyOfPasswordChange(tx, { name, email })
  const keys = await recentKeysOf(id, tx)
  if (keys.length > 0) await offerToRevoke(tx, { id, name, email }, keys)
  return keys
}
