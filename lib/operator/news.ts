import type { Tx } from "../core/db/client"
import { groupBy, type Place, type RevokedInvite, type RevokedKey } from "./revoked"
import type { News } from "./tell"

/** Returns each creator's news about what was revoked, with the organizations' names. */
export async function newsOf(
  tx: Tx,
  keys: readonly RevokedKey[],
  invites: readonly RevokedInvite[],
): Promise<Map<string, News>> {
  const name = await organizationNames(tx, [...keys, ...invites])
  const keysOf = groupBy(keys, (key) => key.creator)
  const invitesOf = groupBy(invites, (invite) => invite.creator)
  const news = (creator: string): News => ({
    keys: keysOf.get(creator)?.map((key) => `${key.name} (${name(key)})`) ?? [],
    invites: invitesOf.get(creator)?.map((invite) => `${invite.email} (${name(invite)})`) ?? [],
  })
  return new Map([...keysOf.keys(), ...invitesOf.keys()].map((creator) => [creator, news(creator)]))
}

async function organizationNames(tx: Tx, places: readonly Place[]): Promise<(scope: Place) => string> {
  const tenantIds = [...new Set(places.map((scope) => scope.tenant_id))]
  const ids = [...new Set(places.map((scope) => scope.organization_id))]
  const rows = await tx.organization.findMany({
    where: { tenantId: { in: tenantIds }, id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  })
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return ({ organization_id: id }) => (id === null ? "the whole tenant" : (names.get(id) ?? id))
}
