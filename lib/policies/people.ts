import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import type { Scope } from "../core/identity/access"
import {
  type Authentication,
  type AuthenticationRow,
  authenticationColumns,
  authenticationIn,
} from "../core/identity/authentication"
import { ableToUseTwoFactors } from "./ways"

/** At most as many admins and sessions are looked at, to find one that complies. */
const most = 1_000

/** Condition for members who have access; `prefix` is that of their columns. */
function activeOf(prefix: "m." | ""): Prisma.Sql {
  const [status, deleted, expires] = ["status", "deleted_at", "expires_at"].map((name) => Prisma.raw(prefix + name))
  return Prisma.sql`${status} = 'active' AND ${deleted} IS NULL AND (${expires} IS NULL OR ${expires} > statement_timestamp())`
}

const inScope = ({ organizationId }: Scope) =>
  organizationId ? Prisma.sql`AND m.organization_id = ${organizationId}` : Prisma.empty

/** Returns who can change a policy again: the tenant's admins, and an organization's own. */
export async function adminsOf(client: Tx, { tenantId, organizationId }: Scope): Promise<string[]> {
  const rows = await client.$queryRaw<{ user_id: string }[]>`
    SELECT a.user_id FROM tenant_admins a WHERE a.tenant_id = ${tenantId} AND a.deleted_at IS NULL
    UNION
    SELECT m.user_id FROM memberships m
    WHERE m.tenant_id = ${tenantId} AND m.organization_id = ${organizationId ?? ""} AND COALESCE(m.role_rank, m.role) = 'admin'
      AND ${activeOf("m.")}
    LIMIT ${most}`
  return rows.map((row) => row.user_id)
}

/** Returns everyone with access to a scope. */
async function peopleOf(client: Tx, scope: Scope): Promise<string[]> {
  const { tenantId } = scope
  const rows = await client.$queryRaw<{ user_id: string }[]>`
    SELECT a.user_id FROM tenant_admins a WHERE a.tenant_id = ${tenantId} AND a.deleted_at IS NULL
    UNION
    SELECT m.user_id FROM memberships m WHERE m.tenant_id = ${tenantId} ${inScope(scope)} AND ${activeOf("m.")}`
  return rows.map((row) => row.user_id)
}

type SignIn = { id: string; userId: string; how: Authentication }

/** Returns live sessions of people, and how they began. */
export async function signInsOf(client: Tx, userIds: readonly string[], limit = most): Promise<SignIn[]> {
  const rows = await client.$queryRaw<(AuthenticationRow & { id: string; user_id: string })[]>`
    SELECT s.id, s.user_id, ${authenticationColumns} FROM sessions s
    LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id
    WHERE s.user_id = ANY(${[...userIds]}::text[]) AND s.kind IN ('browser', 'api') AND s.ended_at IS NULL
      AND s.expires_at > clock_timestamp()
    ORDER BY s.created_at DESC LIMIT ${limit}`
  return rows.map((row) => ({ id: row.id, userId: row.user_id, how: authenticationIn(row) }))
}

/** Returns everyone with access to a scope, who of them can use two factors, and their live sessions. */
export async function reachOf(scope: Scope) {
  const people = await peopleOf(db(), scope)
  const [twoFactor, signIns] = await Promise.all([ableToUseTwoFactors(people), signInsOf(db(), people, 100_000)])
  return { people, twoFactor: new Set(twoFactor), signIns }
}

type Row = { id: string; organization_id: string; name: string; email: string }

/** Returns the first of these people by name, each in one organization. */
export async function firstOf(scope: Scope, userIds: readonly string[], limit: number): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT id, organization_id, name, email FROM (
      SELECT DISTINCT ON (m.user_id) m.user_id AS id, m.organization_id, m.name, m.email, m.name_sort
      FROM memberships m
      WHERE m.tenant_id = ${scope.tenantId} ${inScope(scope)} AND ${activeOf("m.")} AND m.user_id = ANY(${[...userIds]}::text[])
      ORDER BY m.user_id, m.organization_id) AS found
    ORDER BY name_sort, id LIMIT ${limit}`
}

/** Lists members who cannot sign in with two factors yet, in a tenant once for each organization. */
export async function listWithoutTwoFactor(
  scope: Scope,
  page: { limit: number; cursor?: string | undefined; total?: boolean },
): Promise<Page<Row>> {
  const uses = await ableToUseTwoFactors(await peopleOf(db(), scope))
  return listPage<Row>({
    select: Prisma.sql`user_id AS id, organization_id, name, email`,
    table: "memberships",
    within: [
      Prisma.sql`memberships.tenant_id = ${scope.tenantId}`,
      ...(scope.organizationId ? [Prisma.sql`memberships.organization_id = ${scope.organizationId}`] : []),
    ],
    filters: [activeOf(""), Prisma.sql`user_id <> ALL(${uses}::text[])`],
    sort: { column: "name_sort", cast: "text" },
    descending: false,
    ties: ["organization_id", "user_id"],
    page,
  })
}
