import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"

/** A sign-in to an application that has ended; of a machine, the secret that its tokens were issued for. */
export type EndedSession = {
  tenant_id: string
  organization_id: string | null
  application_id: string
  sid: string
}

type Changed = { tenant_id: string; organization_id: string | null; sub: string }
type Row = Partial<EndedSession & Changed> & { tenant_id: string; stale?: boolean }

/**
 * Tells backends that tokens of these sessions have ended, in one statement whatever their number. Called by the
 * statement's own transaction that ends them.
 */
export const noteSessionsEnded = (tx: Tx, ended: readonly EndedSession[]): Promise<void> => insert(tx, ended)

/** Writes rows. Those with `stale` concern tokens issued until now: their rights are locked by this transaction. */
async function insert(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const all = JSON.stringify(rows.map((row) => ({ id: newId("rev"), ...row })))
  await tx.$executeRaw`
    INSERT INTO revocations (tenant_id, id, organization_id, application_id, sid, sub, before)
    SELECT tenant_id, id, organization_id, application_id, sid, sub, CASE WHEN stale THEN clock_timestamp() END
    FROM jsonb_to_recordset(${all}::jsonb) AS r (tenant_id text, id text, organization_id text, application_id text,
      sid text, sub text, stale boolean)`
}

/** Whose rights have changed: people, in tenants or in one organization; or everyone in some applications. */
type Whose = {
  tenantIds: readonly string[]
  organizationId?: string | null
  userIds?: readonly string[]
  applicationIds?: readonly string[]
}

/**
 * Tells backends that tokens issued until now may hold outdated rights: for each person with a live sign-in to an
 * application there, and for the machines that are capped at them. After the change was written, so behind its lock.
 */
export async function noteRightsChanged(
  tx: Tx,
  { tenantIds, organizationId = null, userIds, applicationIds }: Whose,
): Promise<void> {
  const tenants = [...tenantIds]
  const [people, machines] = [[Prisma.sql`true`], [Prisma.sql`true`]]
  if (userIds) people.push(Prisma.sql`user_id = ANY(${[...userIds]}::text[])`)
  if (userIds) machines.push(Prisma.sql`creator_id = ANY(${[...userIds]}::text[])`)
  if (applicationIds) people.push(Prisma.sql`application_id = ANY(${[...applicationIds]}::text[])`)
  if (applicationIds) machines.push(Prisma.sql`id = ANY(${[...applicationIds]}::text[])`)
  if (organizationId) people.push(Prisma.sql`organization_id = ${organizationId}`)
  if (organizationId) machines.push(Prisma.sql`organization_id = ${organizationId}`)
  // Rows of a person and rows of a tenant are read apart: they may be in different places.
  const signedIn = await tx.$queryRaw<Changed[]>`
    SELECT DISTINCT tenant_id, organization_id, user_id AS sub FROM sessions
    WHERE tenant_id = ANY(${tenants}::text[]) AND kind = 'application' AND ended_at IS NULL
      AND ${Prisma.join(people, " AND ")}`
  const capped = await tx.$queryRaw<Changed[]>`
    SELECT tenant_id, organization_id, id AS sub FROM applications
    WHERE tenant_id = ANY(${tenants}::text[]) AND type = 'machine' AND status = 'active'
      AND ${Prisma.join(machines, " AND ")}`
  await insert(
    tx,
    [...signedIn, ...capped].map((row) => ({ ...row, stale: true })),
  )
}

/** Selects applications: some, those of an organization, or all in the tenant. */
type Which = {
  tenantIds: readonly string[]
  ids?: readonly string[]
  organizationId?: string | null
  machines?: boolean
}

/** Tells backends that applications have ended, or are refused meanwhile: their tokens issued until now are worth nothing. */
export async function noteApplicationsEnded(
  tx: Tx,
  { tenantIds, ids, organizationId = null, machines = false }: Which,
): Promise<void> {
  const which = [Prisma.sql`tenant_id = ANY(${[...tenantIds]}::text[])`]
  if (ids) which.push(Prisma.sql`id = ANY(${[...ids]}::text[])`)
  if (organizationId) which.push(Prisma.sql`organization_id = ${organizationId}`)
  if (machines) which.push(Prisma.sql`type = 'machine'`)
  const ended = await tx.$queryRaw<Row[]>`
    SELECT tenant_id, organization_id, id AS application_id FROM applications WHERE ${Prisma.join(which, " AND ")}`
  await insert(
    tx,
    ended.map((row) => ({ ...row, stale: true })),
  )
}
