import { ensureAccount } from "../accounts/service"
import { findAccount, isPlaceholder, lockAccount } from "../accounts/store"
import { changedMeanwhile } from "../accounts/unchanged"
import { recordInTenants, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { isUniqueViolation } from "../core/db/errors"
import { noteChange } from "../core/db/outbox"
import { AppError } from "../core/errors"
import type { SecretRow } from "../core/identity/secrets"
import { end } from "../endings/end"
import { enqueueMail } from "../mail/outbox"
import { copyAddress } from "../memberships/account-copies"
import { leaveOffersBehind, moveOffers } from "../memberships/offers"
import { tenantsShowingOne } from "../memberships/tenants-of"
import type { Old } from "./email"

/**
 * Swaps addresses with an account without an owner, which an organization created by adding its address as a user. The
 * person who proved the address gets what was offered to it; that account keeps their old address.
 * @throws AppError email_taken if it has, or had, an owner
 */
async function swapWithPlaceholder(tx: Tx, me: Old & { id: string }, email: string): Promise<void> {
  const found = await findAccount(email, tx)
  if (!found || found.id === me.id) return
  const placeholder = await lockAccount(tx, found.id)
  if (placeholder.email !== email || !isPlaceholder(placeholder)) throw new AppError("email_taken")
  await moveOffers(tx, placeholder, me.id)
  const [mine, between] = [me.email, `${me.id}@between.invalid`]
  await tx.$executeRaw`UPDATE users SET email = ${between} WHERE id = ${me.id}`
  await tx.$executeRaw`UPDATE users SET email = ${mine}, updated_at = now() WHERE id = ${placeholder.id}`
}

/**
 * Changes the address, in the transaction that used its link. Revokes all sessions and pending links. Offers to the old
 * address stay with it. The person's organizations are locked; `retryStale` runs this.
 * @throws AppError email_taken if another account has the address by now, token_expired
 */
export async function confirmEmailChange(tx: Tx, link: SecretRow): Promise<string> {
  const { user_id: userId, proves_address: email } = link
  if (!userId || !email) throw new AppError("token_expired")
  const before = await lockAccount(tx, userId)
  if (before.closedAt) throw new AppError("token_expired")
  await swapWithPlaceholder(tx, before, email)
  noteChange({ userId })
  try {
    await tx.$executeRaw`
      UPDATE users SET email = ${email}, email_verified_at = now(), updated_at = now(), version = version + 1 WHERE id = ${userId}`
  } catch (error) {
    // An account with the address was created concurrently: the retry finds out whose it is.
    throw isUniqueViolation(error) ? changedMeanwhile("address") : error
  }
  await leaveOffersBehind(tx, userId, before.email, async () => (await ensureAccount(tx, before.email)).id)
  await copyAddress(tx, userId, email)
  await end(tx, "email_changed", { userIds: [userId] })
  const data = { name: before.name, email }
  await enqueueMail(tx, { to: before.email, template: "email_changed", data, tenantId: null, locale: before.locale })
  await recordInTenants(tx, { userId }, [systemTenant, ...(await tenantsShowingOne(tx, userId))], {
    action: "user.email_changed",
    target: { type: "user", id: userId },
  })
  return email
}
