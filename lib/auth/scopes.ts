import { db, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Access, accessOfPerson, hasLasted, type Scope } from "../core/identity/access"
import { lastUsedScope } from "../memberships/last-used"
import { findSignUp } from "../organizations/store"
import { tenantsAdministeredBy } from "../tenants/store"

type Person = { id: string; superAdmin: boolean }
type OldScope = { tenantId: string | null; organizationId: string | null; openedAt: Date }

/**
 * Returns the scope of a new access token: the named organization, otherwise the last used, otherwise the oldest
 * membership, otherwise the oldest organization of an administered tenant, otherwise none. Its policy is the caller's to
 * check, with `assertOpens`.
 * @throws AppError not_found without access to the named organization
 */
export async function scopeToOpen(person: Person, organizationId?: string, client: Tx = db()): Promise<Scope | null> {
  if (organizationId) return namedPlace(person, organizationId, client)
  const first = await lastUsedScope(person.id, client)
  if (first) return first
  for (const tenantId of await tenantsAdministeredBy(person.id, client)) {
    const oldest = await client.organization.findFirst({
      where: { tenantId, status: "active" },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { id: true },
    })
    return { tenantId, organizationId: oldest?.id ?? null }
  }
  return null
}

async function namedPlace(person: Person, organizationId: string, client: Tx): Promise<Access> {
  const organization = await findSignUp(organizationId, client)
  const scope = organization && { tenantId: organization.tenantId, organizationId }
  const access = scope && (await accessOfPerson(person.id, person.superAdmin, scope, client))
  if (!access) throw new AppError("not_found")
  return access
}

/** Returns a session's previous scope, if its owner has had access without a break since the session opened it. */
export async function stillOpen(person: Person, scope: OldScope, client: Tx = db()): Promise<Access | null> {
  if (!scope.tenantId) return null
  const where = { tenantId: scope.tenantId, organizationId: scope.organizationId }
  const access = await accessOfPerson(person.id, person.superAdmin, where, client)
  return access && hasLasted(access, scope.openedAt.getTime()) ? access : null
}
