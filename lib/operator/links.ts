import { lockAccounts } from "../accounts/store"
import { type Event, listed, recordEvents } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { openChallenges } from "../core/identity/challenges"
import { type LinkKind, liveLinks } from "../core/identity/secrets"
import type { Ended } from "../endings/cells"
import { end } from "../endings/end"
import { tenantsOf } from "../memberships/tenants-of"
import { peopleOf } from "./batches"
import { lockPerson, lockScope } from "./locks"
import { newsOf } from "./news"
import { recordBatch, recordForPeople } from "./record"
import { groupBy, type RevokedInvite, readInvites } from "./revoked"
import type { Target } from "./target"
import { emailPeople } from "./tell"
import { tenantsWith } from "./tenants-with"

const action = "link.revoked_by_operator"
const kinds: LinkKind[] = ["verify_email", "change_email", "reset_password", "revoke_keys"]

type LinksRevoked = { links: number; invites: number }

/**
 * Revokes emailed links: those of a person with the invites that they created, the pending invites of an organization
 * or tenant, or all. People and tenants are processed in batches: an interrupted run can be repeated.
 */
export async function revokeLinksOf(target: Target): Promise<LinksRevoked> {
  if (target.kind === "person") return transaction((tx) => revokeOfPerson(tx, target))
  if (target.kind !== "all") return transaction((tx) => revokeThere(tx, target, [target.tenantId]))
  const total = { links: 0, invites: 0 }
  for await (const ids of peopleOf(target)) total.links += await transaction((tx) => revokeOfPeople(tx, target, ids))
  for await (const tenantIds of tenantsWith("invites"))
    total.invites += (await transaction((tx) => revokeThere(tx, target, tenantIds))).invites
  return total
}

async function revokeOfPerson(tx: Tx, target: Target & { kind: "person" }): Promise<LinksRevoked> {
  const { userId } = target
  await lockPerson(tx, userId)
  const links = await linksAndChallenges(tx, [userId])
  const tenantIds = await tenantsOf(tx, userId)
  const ended = await end(tx, "links_revoked_by_operator", { userIds: [userId], tenantIds })
  await recordLinks(tx, target, links)
  return { links: sum(links), invites: await tellOfInvites(tx, target, tenantIds, ended) }
}

/** Only links emailed to people: pending invites are revoked per tenant. */
async function revokeOfPeople(tx: Tx, target: Target, ids: string[]): Promise<number> {
  await lockAccounts(tx, ids)
  const links = await linksAndChallenges(tx, ids)
  if (links.size > 0) await end(tx, "links_revoked_by_operator", { userIds: [...links.keys()], tenantIds: [] })
  await recordLinks(tx, target, links)
  return sum(links)
}

/** Counts what is open, per person. */
async function linksAndChallenges(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await liveLinks(tx, kinds, ids)
  for (const [id, n] of await openChallenges(tx, ids)) counts.set(id, (counts.get(id) ?? 0) + n)
  return counts
}

async function revokeThere(tx: Tx, target: Target, tenantIds: string[]): Promise<LinksRevoked> {
  await lockScope(tx, target, tenantIds)
  const organizationId = target.kind === "organization" ? target.organizationId : null
  const ended = await end(tx, "links_there_revoked_by_operator", { tenantIds, organizationId })
  return { links: 0, invites: await tellOfInvites(tx, target, tenantIds, ended) }
}

async function recordLinks(tx: Tx, target: Target, links: ReadonlyMap<string, number>): Promise<void> {
  if (links.size === 0) return
  await recordBatch(tx, action, target, { people: links.size, links: sum(links) })
  await recordForPeople(tx, action, new Map([...links].map(([id, n]) => [id, { links: n }])))
}

async function tellOfInvites(tx: Tx, target: Target, tenantIds: string[], ended: Ended): Promise<number> {
  const invites = await readInvites(tx, tenantIds, ended.invites)
  if (invites.length === 0) return 0
  await recordBatch(tx, action, target, { invites_total: invites.length })
  await recordEvents(tx, "system", eventsOf(invites))
  await emailPeople(tx, await newsOf(tx, [], invites))
  return invites.length
}

/** Returns one event per organization. */
function eventsOf(invites: readonly RevokedInvite[]): Event[] {
  const byOrganization = groupBy(invites, (invite) => invite.organization_id)
  const tenantOf = new Map(invites.map((invite) => [invite.organization_id, invite.tenant_id]))
  return [...byOrganization].map(([organizationId, group]) => ({
    tenantId: String(tenantOf.get(organizationId)),
    organizationId,
    action,
    target: { type: "organization", id: organizationId },
    after: listed({ invites: group.map((invite) => invite.id) }),
  }))
}

const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, n) => all + n, 0)
