import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import type { PasswordProof } from "../accounts/schema"
import { type Account, lockAccount } from "../accounts/store"
import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { restorableSince } from "../core/db/retention"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { outranks } from "../core/identity/permissions"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { lockScope } from "../organizations/store"
import { showPeople } from "./people"
import { within } from "./reach"

/**
 * Turns off the two-factor authentication of a member who has lost it and removes their passkeys, with the password of
 * the admin. All sessions end, the owner is emailed, and their next sign-in takes an emailed code as well. Only where
 * the account is in no other tenant, whose admins have no say here: memberships (also ended ones that can be restored),
 * pending invites and tenant admins are looked up behind the account's lock. Does nothing where there is neither.
 * @throws AppError not_found, role_above_your_own, factors_of_operator, validation_failed (password)
 */
export async function resetFactors(
  actor: Actor<"tenant_admin">,
  userId: string,
  { password }: z.output<typeof PasswordProof>,
): Promise<void> {
  const me = personOf(actor)
  // Before the password: who may not do this learns nothing of it.
  await refuseEquals(db(), actor, userId)
  const tenant = { tenantId: actor.tenantId, organizationId: null }
  await withPassword(me, password, { locks: (tx) => lockScope(tx, tenant) }, async (tx) => {
    const current = await assertStillAuthorized(tx, actor, "tenant_admin")
    await refuseEquals(tx, current, userId)
    const account = await lockAccount(tx, userId)
    if (account.superAdmin || (await isElsewhere(tx, account, actor.tenantId)))
      throw new AppError("factors_of_operator")
    if (!account.twoFactor && (await tx.passkey.count({ where: { userId } })) === 0) return
    const { sessions: ended } = await end(tx, "factors_reset", { userIds: [userId] })
    await recordEvent(tx, current.caller, {
      tenantId: actor.tenantId,
      action: "member.factors_reset",
      target: { type: "user", id: userId },
      after: { ended },
    })
    const data = { name: account.name || account.email, by: me.name, url: linkTo("/profile/security") }
    await enqueueMail(tx, { to: account.email, template: "second_factor_reset", data, tenantId: null })
  })
}

function personOf({ caller }: Actor<"tenant_admin">): UserCaller {
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller
}

/** A person of the same role could be made to lose an account by a colleague. @throws AppError role_above_your_own */
async function refuseEquals(tx: Tx, current: Actor<"tenant_admin">, userId: string): Promise<void> {
  const rows = await within(tx, { tenantId: current.tenantId, organizationId: null }, userId)
  const people = await showPeople(current.tenantId, rows, tx)
  if (people.some(({ role_rank: rank }) => !outranks(current.role_rank, rank)))
    throw new AppError("role_above_your_own")
}

/** Whether anything of an account is in another tenant. */
async function isElsewhere(tx: Tx, { id, email }: Account, tenantId: string): Promise<boolean> {
  const tenants = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM tenants WHERE id <> ${tenantId}`
  const others = tenants.map((tenant) => tenant.id)
  const known = await tx.userOrganization.count({ where: { userId: id, tenantId: { not: tenantId } } })
  const administered = await tx.tenantAdmin.count({ where: { userId: id, tenantId: { not: tenantId } } })
  if (known + administered > 0) return true
  const [found] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM memberships
    WHERE memberships.tenant_id = ANY(${others}::text[]) AND user_id = ${id}
      AND (deleted_at IS NULL OR deleted_at > ${restorableSince})`
  const [invited] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM invites
    WHERE invites.tenant_id = ANY(${others}::text[]) AND email = ${email} AND status = 'pending' AND expires_at > now()`
  return (found?.n ?? 0) + (invited?.n ?? 0) > 0
}
