import type { Access } from "./access"
import { builtInTerms, outranks } from "./permissions"

/** The application that a person's token belongs to, and how far it reaches. */
export type Through = {
  applicationId: string
  tenantId: string
  /** The application's own; null for the whole tenant. */
  organizationId: string | null
  /** Where the person has signed in to it. */
  signedInAt: string
  thirdParty: boolean
  /** Granted to the token, and still possible for the application. */
  scopes: ReadonlySet<string>
}

/**
 * Limits a person's access to the application's scopes; null outside of its reach. That is the organization of the
 * sign-in and, for a tenant-wide application, what the person reaches as a tenant admin.
 */
export function cutTo(access: Access, through: Through): Access | null {
  const { tenantId, organizationId: own, signedInAt, scopes } = through
  if (access.tenantId !== tenantId || outranks(access.role_rank, "tenant_admin")) return null
  if (own ? access.organizationId !== own : !reaches(access, signedInAt)) return null
  const within = own ? atMostAdmin(access) : access
  const granted = (permissions: readonly string[]) => permissions.filter((name) => scopes.has(name))
  const [included, direct] = [granted(within.included), granted(within.direct)]
  return { ...within, included, direct, permissions: new Set([...included, ...direct]) }
}

const reaches = ({ organizationId, role_rank }: Access, signedInAt: string) =>
  organizationId === signedInAt || role_rank === "tenant_admin"

/** An organization's application never acts as a tenant admin. */
function atMostAdmin(access: Access): Access {
  if (!outranks(access.role_rank, "admin")) return access
  return { ...access, ...builtInTerms("admin") }
}
