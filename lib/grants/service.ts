import type { z } from "zod"
import { lockAccount } from "../accounts/store"
import { readApplication } from "../applications/store"
import { recordEvent } from "../audit-events/record"
import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertSignedIn, assertStillAuthorized } from "../core/identity/authorize"
import type { Caller, UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { within } from "../memberships/reach"
import { lockScope } from "../organizations/store"
import type { Grant, GrantQuery } from "./schema"

const columns = Prisma.sql`
  g.id, g.user_id, g.tenant_id, g.application_id, g.organization_id, g.scopes, g.created_at, g.last_used_at`

type Query = z.output<typeof GrantQuery>
type Stored = Omit<Grant, "application_name" | "organization_name"> & { tenant_id: string }

/** Grants are a person's, names a tenant's: they are read apart. */
async function list(within: Prisma.Sql[], page: Query): Promise<Page<Grant>> {
  const found = await listPage<Stored>({
    select: columns,
    table: "oidc_grants g",
    within: [...within, Prisma.sql`g.revoked_at IS NULL`],
    sort: { column: "g.created_at", cast: "timestamptz" },
    ties: ["g.id"],
    descending: true,
    page,
  })
  const applications = await namesOf("applications", found.rows, (row) => row.application_id)
  const organizations = await namesOf("organizations", found.rows, (row) => row.organization_id)
  const rows = found.rows.map(({ tenant_id: _, ...row }) => ({
    ...row,
    application_name: applications.get(row.application_id) ?? "",
    organization_name: organizations.get(row.organization_id) ?? "",
  }))
  return { ...found, rows }
}

async function namesOf(table: "applications" | "organizations", rows: readonly Stored[], of: (row: Stored) => string) {
  if (rows.length === 0) return new Map<string, string>()
  const [tenants, ids] = [rows.map((row) => row.tenant_id), rows.map(of)]
  const found = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM ${Prisma.raw(table)} WHERE tenant_id = ANY(${tenants}::text[]) AND id = ANY(${ids}::text[])`
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** A browser sees all of its person's grants, an access token those of its tenant. */
const own = ({ userId, sessionKind, tenantId }: UserCaller) => [
  Prisma.sql`g.user_id = ${userId}`,
  ...(sessionKind === "browser" ? [] : [Prisma.sql`g.tenant_id = ${tenantId}`]),
]

/** Returns the caller's connected applications. */
export const listOwnGrants = (me: UserCaller, page: Query) => list(own(me), page)

/** Returns a member's connected applications in the actor's scope. @throws AppError not_found */
export async function listMemberGrants(actor: Actor<"users:write">, userId: string, page: Query): Promise<Page<Grant>> {
  await within(db(), actor, userId)
  return list([...inScope(actor), Prisma.sql`g.user_id = ${userId}`], page)
}

/** Returns the people who use an application. @throws AppError not_found */
export async function listApplicationGrants(actor: Actor<"applications:read">, id: string, page: Query) {
  await readApplication(db(), actor, id)
  return list([...inScope(actor), Prisma.sql`g.application_id = ${id}`], page)
}

const inScope = ({ tenantId, organizationId }: Actor<never>) => [
  Prisma.sql`g.tenant_id = ${tenantId}`,
  ...(organizationId ? [Prisma.sql`g.organization_id = ${organizationId}`] : []),
]

type Row = { user_id: string; tenant_id: string; application_id: string; organization_id: string }

async function find(tx: Tx, id: string, where: Prisma.Sql[]): Promise<Row> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT g.user_id, g.tenant_id, g.application_id, g.organization_id FROM oidc_grants g
    WHERE ${Prisma.join(where, " AND ")} AND g.id = ${id} AND g.revoked_at IS NULL`
  if (!row) throw new AppError("not_found")
  return row
}

/** Ends a grant with its sign-ins and tokens. */
async function revoke(tx: Tx, by: Caller, id: string, grant: Row): Promise<void> {
  const { user_id: userId, tenant_id: tenantId, application_id: application } = grant
  await end(tx, "grant_revoked", { userIds: [userId], tenantIds: [tenantId], grantId: id })
  await recordEvent(tx, by, {
    tenantId,
    organizationId: grant.organization_id,
    action: "grant.revoked",
    target: { type: "user", id: userId },
    after: { application },
  })
}

/** Disconnects one of the caller's applications. @throws AppError not_found */
export async function revokeOwnGrant(me: UserCaller, id: string): Promise<void> {
  await transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await revoke(tx, me, id, await find(tx, id, own(me)))
  })
}

/** Disconnects an application from a member. @throws AppError not_found */
export async function revokeMemberGrant(actor: Actor<"users:write">, userId: string, id: string): Promise<void> {
  await transaction(async (tx) => {
    await lockScope(tx, actor)
    const current = await assertStillAuthorized(tx, actor, "users:write")
    await revoke(tx, current.caller, id, await find(tx, id, [...inScope(current), Prisma.sql`g.user_id = ${userId}`]))
  })
}
