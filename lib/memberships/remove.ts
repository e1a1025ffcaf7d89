import { closeIfLeft } from "../accounts/service"
import { lockAccount } from "../accounts/store"
import { listed, recordEvent } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { assertVersion, type SeenVersion } from "../core/version"
import type { Revoked } from "../endings/cells"
import { end } from "../endings/end"
import { enqueueNotices } from "../mail/notices"
import { lockOrganization } from "../organizations/store"
import { rights } from "./assign"
import { byWhom } from "./by-whom"
import { tellOfKnownSecrets } from "./known-secrets"
import { assertNotLastAdmin, isUnlimited } from "./last-admin"
import type { MembershipRow } from "./people"
import { checkRank, removable, shownFirst } from "./reach"
import { target } from "./service"

/**
 * Ends a membership: an admin removes a person, or a person leaves. Their sessions lose the organization immediately. A
 * membership of a closed account isn't restored with it.
 * @returns what was revoked
 * @throws AppError not_found, version_conflict, role_above_your_own, membership_suspended (suspended members can't
 * leave), last_admin
 */
export async function removeMember(
  actor: Actor<"users:delete">,
  userId: string,
  ifMatch: SeenVersion = null,
): Promise<Revoked> {
  return transaction(async (tx) => {
    const { current, row } = await target(tx, actor, "users:delete", userId, ifMatch)
    return removeFrom(tx, current, row)
  })
}

/**
 * Ends every membership of a user within the actor's scope, including those that would be restored with a closed
 * account. Also closes the account if its owner had accepted one of them and has none left anywhere.
 * @param ifMatch the version that `GET /users/{id}` shows this caller, or null for any
 * @throws AppError not_found, version_conflict, role_above_your_own, membership_suspended, last_admin
 */
export async function removeUser(
  actor: Actor<"users:delete">,
  userId: string,
  ifMatch: SeenVersion = null,
): Promise<Revoked> {
  return transaction(async (tx) => {
    const found = await removable(tx, actor, userId)
    for (const row of found) await lockOrganization(tx, actor.tenantId, row.organization_id)
    const current = await assertStillAuthorized(tx, actor, "users:delete")
    const account = await lockAccount(tx, userId)
    const rows = await removable(tx, actor, userId, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, shownFirst(rows, actor.caller).version)
    await checkRank(tx, current, rows)
    const stopped: Revoked = { invites: [], api_keys: [], machines: [], known_secrets: [] }
    for (const row of rows) {
      const ended = await removeFrom(tx, current, row)
      stopped.invites.push(...ended.invites)
      stopped.api_keys.push(...ended.api_keys)
      stopped.machines.push(...ended.machines)
      stopped.known_secrets.push(...ended.known_secrets)
    }
    if (rows.some((row) => row.status !== "invited")) await closeIfLeft(tx, account)
    return stopped
  })
}

async function removeFrom(tx: Tx, actor: Actor<"users:delete">, row: MembershipRow): Promise<Revoked> {
  const { tenantId, caller } = actor
  const organizationId = row.organization_id
  const self = caller.kind === "user" && caller.userId === row.id
  const organization = await lockOrganization(tx, tenantId, organizationId)
  if (self && row.status === "suspended") throw new AppError("membership_suspended")
  if (isUnlimited(row)) await assertNotLastAdmin(tx, tenantId, organizationId, row.id)
  const scope = { tenantIds: [tenantId], organizationId }
  const { sessions: _, ...stopped } = await end(tx, "membership_ended", { userIds: [row.id], ...scope })
  await recordEvent(tx, caller, {
    tenantId,
    organizationId,
    action: self ? "member.left" : "member.removed",
    target: { type: "user", id: row.id },
    before: rights(row),
    after: listed(stopped),
  })
  if (!self && row.status !== "invited") {
    const data = { name: row.name, organization: organization?.name ?? organizationId, ...byWhom(caller) }
    await enqueueNotices(tx, [{ to: row.email, template: "membership_ended", data, tenantId }])
  }
  const name = organization?.name ?? organizationId
  await tellOfKnownSecrets(tx, { tenantId, organizationId }, row, name, stopped.known_secrets)
  return stopped
}
