import { db, Prisma, type Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { newId } from "../core/db/ids"
import { noteChange } from "../core/db/outbox"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import type { Role } from "../core/identity/permissions"
import { rankColumn } from "../core/identity/role-terms"

/** An organization as the switcher shows it. */
export type MyOrganization = {
  id: string
  tenantId: string
  name: string
  role: string
  role_rank: Role
  roleName: string | null
  logoId: string | null
}

/** Creates an organization and the row that maps it to its tenant. */
export async function createOrganizationRow(tx: Tx, tenantId: string, name: string): Promise<string> {
  const id = newId("org")
  await tx.organization.create({ data: { tenantId, id, name, search: foldedName(name) } })
  noteChange({ tenantId, organizationId: id })
  await tx.organizationTenant.create({ data: { organizationId: id, tenantId } })
  return id
}

/** Returns the version of an organization of any status. @throws AppError not_found */
export async function storedVersion(tenantId: string, organizationId: string): Promise<number> {
  const row = await db().organization.findFirst({ where: { tenantId, id: organizationId }, select: { version: true } })
  if (!row) throw new AppError("not_found")
  return row.version
}

/** Returns an organization's sign-up settings, or null when it does not exist or is not active. */
export async function findSignUp(organizationId: string, client: Tx = db()) {
  const known = await client.organizationTenant.findUnique({ where: { organizationId } })
  if (!known) return null
  return client.organization.findFirst({
    where: { tenantId: known.tenantId, id: organizationId, status: "active", tenant: { is: { status: "active" } } },
    select: { tenantId: true, id: true, name: true, signUp: true, allowedDomains: true },
  })
}

type SignUp = { signUp: string; allowedDomains: string[] }
type SignUpPatch = { sign_up?: string | undefined; allowed_domains?: string[] | undefined }

/** Whether a change lets people join without an invitation who could not before. */
export function letsMoreIn(before: SignUp | null, { sign_up, allowed_domains }: SignUpPatch): boolean {
  if (!before) return true
  const { signUp, allowedDomains } = before
  const [policy, domains] = [sign_up ?? signUp, allowed_domains ?? allowedDomains]
  if (policy === "invite_only" || signUp === "open") return false
  return policy === "open" || signUp === "invite_only" || domains.some((domain) => !allowedDomains.includes(domain))
}

/** True when a person with this verified address can join without an invitation. */
export function admitsDomain(organization: { signUp: string; allowedDomains: string[] }, email: string): boolean {
  return (
    organization.signUp === "domain" && organization.allowedDomains.includes(email.slice(email.lastIndexOf("@") + 1))
  )
}

/**
 * Locks an organization's row until the transaction ends, so that rules about its admins hold under concurrent
 * requests.
 */
export async function lockOrganization(
  tx: Tx,
  tenantId: string,
  organizationId: string,
): Promise<{ name: string } | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} AND status = 'active' FOR UPDATE`
  return row ?? null
}

/**
 * Locks an act's scope until the transaction ends: an organization, or the whole tenant against its deletion.
 * @throws AppError not_found where the organization is not active
 */
export async function lockScope(tx: Tx, { tenantId, organizationId }: Scope): Promise<void> {
  if (organizationId === null) await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId} FOR SHARE`
  else if (!(await lockOrganization(tx, tenantId, organizationId))) throw new AppError("not_found")
}

/**
 * Returns the organizations a person has access to, across tenants, last used first: memberships, and all of the
 * tenants they administer.
 */
export async function listMyOrganizations(me: UserCaller): Promise<MyOrganization[]> {
  const own = await db().userOrganization.findMany({ where: { userId: me.userId } })
  const administered = await db().tenantAdmin.findMany({
    where: { userId: me.userId, deletedAt: null },
    select: { tenantId: true },
  })
  const tenants = [...new Set([...own, ...administered].map((row) => row.tenantId))]
  if (tenants.length === 0) return []
  const admins = administered.map((row) => row.tenantId)
  const rows = await db().$queryRaw<MyOrganization[]>`
    SELECT o.id, o.tenant_id AS "tenantId", o.name, o.logo_id AS "logoId",
           CASE WHEN o.tenant_id = ANY(${admins}::text[]) THEN 'tenant_admin' ELSE m.role END AS role,
           CASE WHEN o.tenant_id = ANY(${admins}::text[]) THEN 'tenant_admin' ELSE ${rankColumn("m.")} END AS role_rank,
           CASE WHEN o.tenant_id = ANY(${admins}::text[]) THEN NULL ELSE r.name END AS "roleName"
    FROM organizations o
    JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${me.userId}
      AND m.status = 'active' AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > now())
    LEFT JOIN roles r ON r.tenant_id = m.tenant_id AND r.key = m.role
    WHERE o.tenant_id IN (${Prisma.join(tenants)}) AND o.status = 'active'
      AND (m.role IS NOT NULL OR o.tenant_id = ANY(${admins}::text[]))
    ORDER BY o.tenant_id, o.created_at, o.id`
  const used = new Map(own.map((row) => [row.organizationId, row.lastUsedAt?.getTime() ?? 0]))
  return rows.toSorted((a, b) => (used.get(b.id) ?? 0) - (used.get(a.id) ?? 0))
}

/** Returns the name of an organization in a tenant, by ID. */
export async function organizationName(tenantId: string, id: string, client: Tx = db()): Promise<string> {
  return (await nameAndLogo(tenantId, id, client)).name
}

/** Returns an organization's name, and the ID of its logo. */
export async function nameAndLogo(tenantId: string, id: string, client: Tx = db()) {
  const row = await client.organization.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { name: true, logoId: true },
  })
  return row ?? { name: id, logoId: null }
}
