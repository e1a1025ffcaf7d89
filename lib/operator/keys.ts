import { listed, recordEvents } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import type { Ended } from "../endings/cells"
import { end } from "../endings/end"
import { tenantsOf } from "../memberships/tenants-of"
import { lockPerson, lockScope } from "./locks"
import { newsOf } from "./news"
import { recordBatch } from "./record"
import { groupBy, readInvites, readKeys } from "./revoked"
import type { Target } from "./target"
import { emailPeople } from "./tell"
import { tenantsWith } from "./tenants-with"

const action = "api_key.revoked_by_operator"

type KeysRevoked = { api_keys: number; invites: number; people: number }

/**
 * Revokes the API keys that a person created, of an organization, of a tenant or all, with their pending invites.
 * Tenants are processed in batches: an interrupted run can be repeated.
 */
export async function revokeKeysOf(target: Target): Promise<KeysRevoked> {
  if (target.kind === "person") return transaction((tx) => revokeOfPerson(tx, target))
  if (target.kind !== "all") return transaction((tx) => revokeThere(tx, target, [target.tenantId]))
  const total = { api_keys: 0, invites: 0, people: 0 }
  for await (const tenantIds of tenantsWith("api_keys")) {
    const revoked = await transaction((tx) => revokeThere(tx, target, tenantIds))
    total.api_keys += revoked.api_keys
    total.invites += revoked.invites
    total.people += revoked.people
  }
  return total
}

async function revokeOfPerson(tx: Tx, target: Target & { kind: "person" }): Promise<KeysRevoked> {
  const { userId } = target
  await lockPerson(tx, userId)
  const tenantIds = await tenantsOf(tx, userId)
  return tell(tx, target, tenantIds, await end(tx, "keys_revoked_by_operator", { userIds: [userId], tenantIds }))
}

async function revokeThere(tx: Tx, target: Target, tenantIds: string[]): Promise<KeysRevoked> {
  await lockScope(tx, target, tenantIds)
  const organizationId = target.kind === "organization" ? target.organizationId : null
  return tell(tx, target, tenantIds, await end(tx, "keys_there_revoked_by_operator", { tenantIds, organizationId }))
}

async function tell(tx: Tx, target: Target, tenantIds: string[], ended: Ended): Promise<KeysRevoked> {
  const keys = await readKeys(tx, tenantIds, ended.api_keys)
  const invites = await readInvites(tx, tenantIds, ended.invites)
  const news = await newsOf(tx, keys, invites)
  const revoked = { api_keys: keys.length, invites: invites.length, people: news.size }
  if (news.size === 0) return revoked
  const byKey = groupBy(invites, (invite) => invite.key)
  await recordBatch(tx, action, target, { api_keys_total: keys.length, invites_total: invites.length })
  await recordEvents(
    tx,
    "system",
    keys.map(({ tenant_id: tenantId, organization_id: organizationId, id }) => ({
      tenantId,
      organizationId,
      action,
      target: { type: "api_key", id },
      after: listed({ invites: (byKey.get(id) ?? []).map((invite) => invite.id) }),
    })),
  )
  await emailPeople(tx, news)
  return revoked
}
