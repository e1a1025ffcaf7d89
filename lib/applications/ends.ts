import { invalidate } from "../core/cache/authorization-cache"
import { Prisma, type Tx } from "../core/db/client"
import { noteApplicationsEnded } from "../revocations/ends"

/** Selects what people created in some tenants: in one organization, or everywhere but in some. */
type Which = {
  tenantIds: readonly string[]
  creatorIds: readonly string[]
  organizationId?: string | null
  spared?: readonly string[]
}

function within({ tenantIds, organizationId, spared = [] }: Which): Prisma.Sql[] {
  const where = [Prisma.sql`a.tenant_id = ANY(${[...tenantIds]}::text[])`]
  if (organizationId !== undefined)
    where.push(Prisma.sql`a.organization_id IS NOT DISTINCT FROM ${organizationId}::text`)
  if (spared.length > 0)
    where.push(Prisma.sql`(a.organization_id IS NULL OR a.organization_id <> ALL(${[...spared]}::text[]))`)
  return where
}

/** Suspends the machines that people created, until an admin takes them over. @returns their IDs */
export async function suspendMachines(tx: Tx, which: Which): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE applications a SET status = 'suspended', version = version + 1, updated_at = now()
    WHERE ${Prisma.join(within(which), " AND ")} AND a.creator_id = ANY(${[...which.creatorIds]}::text[])
      AND a.type = 'machine' AND a.status = 'active' RETURNING a.id`
  const ids = rows.map(({ id }) => id)
  invalidate(...ids.map((id) => `application:${id}` as const))
  if (ids.length > 0) await noteApplicationsEnded(tx, { tenantIds: which.tenantIds, ids })
  return ids
}

/** Returns the active secrets that people created and may know, of applications that go on. */
export async function knownSecrets(tx: Tx, which: Which): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM application_secrets s
    JOIN applications a ON a.tenant_id = s.tenant_id AND a.id = s.application_id
    WHERE ${Prisma.join(within(which), " AND ")} AND s.creator_id = ANY(${[...which.creatorIds]}::text[])
      AND a.status = 'active' AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())
    ORDER BY s.id`
  return rows.map(({ id }) => id)
}

/** Returns the names of the applications that secrets belong to. */
export async function namesOfSecrets(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT a.name FROM application_secrets s
    JOIN applications a ON a.tenant_id = s.tenant_id AND a.id = s.application_id
    WHERE s.tenant_id = ${tenantId} AND s.id = ANY(${[...ids]}::text[]) ORDER BY a.name`
  return rows.map(({ name }) => name)
}
