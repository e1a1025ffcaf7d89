import { db, type Tx } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { Email } from "../core/schema"
import type { User } from "../users/schema"
import { membershipColumns } from "./list"
import { type MembershipRow, showPeople } from "./people"

/**
 * The id of who has a membership under this address in the actor's organization, or anywhere in the tenant where that
 * is the place; undefined where nobody has.
 */
export async function findByAddress(
  actor: Actor<"users:write"> | Actor<"tenant_admin">,
  address: string,
): Promise<string | undefined> {
  const email = Email.safeParse(address)
  if (!email.success) return
  const user = await db().user.findUnique({ where: { email: email.data }, select: { id: true } })
  if (!user) return
  const { tenantId, organizationId } = actor
  const where = { tenantId, userId: user.id, ...(organizationId ? { organizationId } : {}) }
  return (await db().membership.findFirst({ where, select: { userId: true } }))?.userId
}

/** The members of an organization with these external IDs, as rows and as the API shows them. */
export async function findByExternalId(
  client: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  externalIds: readonly string[],
): Promise<Map<string, { row: MembershipRow; user: User }>> {
  if (externalIds.length === 0) return new Map()
  const rows = await client.$queryRaw<MembershipRow[]>`
    SELECT ${membershipColumns} FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND external_id = ANY(${[...externalIds]}::text[])
      AND deleted_at IS NULL`
  const people = await showPeople(tenantId, rows, client)
  return new Map(
    rows.flatMap((row, i) => {
      const user = people[i]
      return user ? [[row.external_id ?? "", { row, user }]] : []
    }),
  )
}
