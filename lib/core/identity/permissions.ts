/** Built-in roles, highest first. Each is also a rank: that of a role of a tenant's own is what it is based on. */
export const roles = ["super_admin", "tenant_admin", "admin", "member", "guest"] as const
export type Role = (typeof roles)[number]

/** Built-in roles of a membership; the two above are assigned elsewhere. */
export const membershipRoles = ["admin", "member", "guest"] as const
export type MembershipRole = (typeof membershipRoles)[number]

/** Format of a role's key. */
export const rolePattern = /^[a-z][a-z0-9_]{1,31}$/

/** Whether a role is built in. */
export const isBuiltInRole = (key: string): key is Role => roles.some((role) => role === key)

/** The rank of a role: a built-in role's is itself. @param stored that of a role of a tenant's own */
export const rankOf = (key: string, stored: string | null): Role =>
  isBuiltInRole(key) ? key : (membershipRoles.find((rank) => rank === stored) ?? "guest")

/** What is stored as the rank of a role: nothing for a built-in one. */
export const storedRank = ({ role, role_rank }: Pick<RoleTerms, "role" | "role_rank">): Role | null =>
  isBuiltInRole(role) ? null : role_rank

/** A role as access depends on it: its key, its rank, and the permissions that it includes. */
export type RoleTerms = {
  role: string
  role_rank: Role
  included: readonly string[]
  /** Of a role of the tenant's own. */
  name?: string
}

/** Built-in permission → the membership roles that have it by default. Tenant and super admins have all. */
export const builtIn = {
  "organizations:read": ["admin", "member", "guest"],
  "organizations:write": ["admin"],
  "users:read": ["admin", "member"],
  "users:write": ["admin"],
  "users:delete": ["admin"],
  "invites:read": ["admin"],
  "invites:write": ["admin"],
  "api_keys:read": ["admin"],
  "api_keys:write": ["admin"],
  "audit:read": ["admin"],
  "changes:read": ["admin"],
  "applications:read": ["admin"],
  "applications:write": ["admin"],
  "revocations:read": ["admin"],
  "policies:read": ["admin"],
  "policies:write": ["admin"],
  "roles:read": ["admin"],
  // Roles are the tenant's: only its admins change them.
  "roles:write": [],
} as const satisfies Record<string, readonly MembershipRole[]>

export type Permission = keyof typeof builtIn
export const permissions = Object.keys(builtIn) as Permission[]

/**
 * Requirement of an endpoint: a permission or role in a scope, any access to it ("member"), or only to be a person
 * ("self") or a server ("api_key").
 */
export type Requirement = Permission | "tenant_admin" | "super_admin" | "member" | "self" | "api_key"

/** Format of a permission: `resource:action`. */
export const permissionPattern = /^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$/

export function isBuiltIn(permission: string): permission is Permission {
  return Object.hasOwn(builtIn, permission)
}

/** Resources whose permissions cannot be granted, for any action: reserved for future built-in permissions. */
export const reservedResources = [
  "applications",
  "apis",
  "branding",
  "changes",
  "connections",
  "domains",
  "files",
  "imports",
  "policies",
  "profile",
  "revocations",
  "roles",
  "scim",
  "webhooks",
  "join_requests",
  "sign_in",
  "sessions",
  "grants",
  "identities",
  "permissions",
  "impersonation",
  "tenants",
] as const

/**
 * Lets an API key say which client's address a sign-in comes from. Reserved, so that only the operator's command line
 * grants it.
 */
export const delegation = "sign_in:delegate"

/** True for a permission of a reserved resource that is not built in. */
export function isReserved(permission: string): boolean {
  return !isBuiltIn(permission) && reservedResources.some((resource) => permission.startsWith(`${resource}:`))
}

/** Permissions of a role without direct ones. */
export function defaultsOf(role: Role): Permission[] {
  if (role === "super_admin" || role === "tenant_admin") return [...permissions]
  return permissions.filter((p) => (builtIn[p] as readonly string[]).includes(role))
}

const terms = new Map<Role, RoleTerms>(
  roles.map((role) => [role, { role, role_rank: role, included: defaultsOf(role).sort() }]),
)

/** The terms of a built-in role. */
export const builtInTerms = (role: Role): RoleTerms => terms.get(role) ?? { role, role_rank: role, included: [] }

/** Most members have no direct permissions: a list sorts what a role includes once, not for each of them. */
const sorted = new WeakMap<readonly string[], readonly string[]>()

/** A role's permissions and the direct ones, sorted and unique. */
export function effective({ included }: Pick<RoleTerms, "included">, direct: readonly string[]): string[] {
  if (direct.length > 0) return [...new Set([...included, ...direct])].sort()
  const known = sorted.get(included) ?? [...new Set(included)].sort()
  sorted.set(included, known)
  return [...known]
}

/** True when `a` ranks above `b`. */
export function outranks(a: Role, b: Role): boolean {
  return roles.indexOf(a) < roles.indexOf(b)
}

/** A caller as far as what they may grant depends on it. */
export type Granter = { role: string; role_rank: Role; permissions: ReadonlySet<string> }

/** Whether a caller may grant custom permissions that they don't hold: built-in roles from admin up. */
export const grantsOthers = ({ role, role_rank }: Pick<Granter, "role" | "role_rank">): boolean =>
  isBuiltInRole(role) && !outranks("admin", role_rank)

/** True when a caller may grant `permission`: their own, and admins also custom ones; never reserved ones. */
export function mayGrant(granter: Granter, permission: string): boolean {
  return !isReserved(permission) && covers(granter, permission)
}

/**
 * Whether someone's access suffices for a permission of what they created, an API key or a machine: they have it, or
 * could grant it.
 */
export function covers(creator: Granter, permission: string): boolean {
  return creator.permissions.has(permission) || (!isBuiltIn(permission) && grantsOthers(creator))
}

/**
 * True when a caller may assign a role: not above their rank, and only with permissions that they may grant. A built-in
 * role includes what the built-in ones below it include.
 */
export function mayAssign(granter: Granter, { role, role_rank, included }: RoleTerms): boolean {
  if (outranks(role_rank, granter.role_rank)) return false
  if (isBuiltInRole(role) && isBuiltInRole(granter.role)) return true
  return included.every((permission) => mayGrant(granter, permission))
}

/** Rank and effective permissions of a membership. */
export type Worth = { role_rank: Role; effective_permissions: readonly string[] }

/** What a role and direct permissions are worth. */
export const worthOf = (terms: RoleTerms, direct: readonly string[] = []): Worth => ({
  role_rank: terms.role_rank,
  effective_permissions: effective(terms, direct),
})

/** True when a change raises the rank, or adds a permission. */
export function givesMore(before: Worth, after: Worth): boolean {
  const held = new Set(before.effective_permissions)
  return outranks(after.role_rank, before.role_rank) || after.effective_permissions.some((p) => !held.has(p))
}

/** Reading is allowed to accounts with an unverified email; anything that reaches others is not. */
export function needsVerifiedEmail(right: Requirement): boolean {
  return right !== "self" && right !== "member" && !right.endsWith(":read")
}
