import "server-only"
import { cache } from "react"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import { accessAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { type Role, roles } from "@/lib/core/identity/permissions"
import { listMyOrganizations, organizationName } from "@/lib/organizations/store"

/** An organization, and the rank that somebody has there. */
export type Rank = { id: string; name: string; role: Role }

/** Where somebody stands: the organization that the address names, what they may do in it, and where else they could go. */
export type Standing = {
  current: (Rank & { permissions: ReadonlySet<string> }) | null
  organizations: Rank[]
  /** Whether they administer a tenant, or all of them. */
  administers: boolean
}

/**
 * Reads the standing of `me` in organization `id`; without one, in the organization last used. Asked once per request.
 * @throws AppError not_found where they have no part in the organization named
 */
export const readStanding = cache(async (me: UserCaller, id: string | undefined): Promise<Standing> => {
  const mine = await listMyOrganizations(me)
  const organizations = mine.map(({ id, name, role }) => ({ id, name, role: roles.find((r) => r === role) ?? "guest" }))
  const administers = me.superAdmin || organizations.some(({ role }) => role === "tenant_admin")
  const wanted = id ?? organizations[0]?.id
  if (!wanted) return { current: null, organizations, administers }
  const scope = await scopeOfOrganization(me, wanted)
  const access = await accessAt(me, scope)
  if (!access) return { current: null, organizations, administers }
  const name = organizations.find((o) => o.id === wanted)?.name ?? (await organizationName(scope.tenantId, wanted))
  const { role, permissions } = access
  return { current: { id: wanted, name, role, permissions }, organizations, administers }
})
