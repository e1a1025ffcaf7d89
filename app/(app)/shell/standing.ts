import "server-only"
import { cache } from "react"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import type { Access } from "@/lib/core/identity/access"
import { accessAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import type { Role } from "@/lib/core/identity/permissions"
import { listMyOrganizations, nameAndLogo } from "@/lib/organizations/store"

/** An organization, and a person's role in it. */
export type Rank = {
  id: string
  name: string
  logoId: string | null
  role: string
  rank: Role
  roleName: string | null
}

/** A person's access: the organization of the URL, their permissions in it, and their other organizations. */
export type Standing = {
  current: (Rank & { tenantId: string; permissions: ReadonlySet<string>; policy: Access["policy"] }) | null
  organizations: Rank[]
  /** Whether they administer a tenant, or all of them. */
  administers: boolean
}

/**
 * Reads the access of `me` in organization `id`, by default in the one used last. Cached per request.
 * @throws AppError not_found if they have no access to the named organization
 */
export const readStanding = cache(async (me: UserCaller, id: string | undefined): Promise<Standing> => {
  const mine = await listMyOrganizations(me)
  const organizations = mine.map(({ id, name, logoId, role, role_rank: rank, roleName }) => ({
    id,
    name,
    logoId,
    role,
    rank,
    roleName,
  }))
  const administers = me.superAdmin || organizations.some(({ role }) => role === "tenant_admin")
  const wanted = id ?? organizations[0]?.id
  if (!wanted) return { current: null, organizations, administers }
  const scope = await scopeOfOrganization(me, wanted)
  const access = await accessAt(me, scope)
  if (!access) return { current: null, organizations, administers }
  const known = organizations.find((o) => o.id === wanted)
  const { name, logoId } = known ?? (await nameAndLogo(scope.tenantId, wanted))
  const { role, role_rank: rank, permissions, tenantId, policy } = access
  const roleName = known?.roleName ?? null
  const current = { id: wanted, tenantId, name, logoId, role, rank, roleName, permissions, policy }
  return { current, organizations, administers }
})
