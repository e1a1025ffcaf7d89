import { db, Prisma, type Tx } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { Email } from "../core/schema"
import type { User } from "../users/schema"
import { presentColumns } from "./list"
import { type MembershipRow, showPeople } from "./people"

/**
 * Returns the ID of the member with this address in the actor's organization, or in the tenant if that is the scope;
 * undefined if there is none.
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

/**
 * Returns the members of an organization with these external IDs, as rows and as the API shows them.
 * @param lock locks the rows, behind the organization's lock
 */
export async function findByExternalId(
  client: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  externalIds: readonly string[],
  lock: Prisma.Sql = Prisma.empty,
): Promise<Map<string, { row: MembershipRow; user: User }>> {
  if (externalIds.length === 0) return new Map()
  const rows = await client.$queryRaw<MembershipRow[]>`
    SELECT ${presentColumns} FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND external_id = ANY(${[...externalIds]}::text[])
      AND deleted_at IS NULL ORDER BY user_id ${lock}`
  const people = await showPeople(tenantId, rows, client)
  return new Map(
    rows.flatMap((row, i) => {
      const user = people[i]
      return user ? [[row.external_id ?? "", { row, user }]] : []
    }),
  )
}
