/** Ranks, highest first. */
export const roles = ["super_admin", "tenant_admin", "admin", "member", "guest"] as const
export type Role = (typeof roles)[number]

/** The roles that a membership can have; the two above are named elsewhere. */
export const membershipRoles = ["admin", "member", "guest"] as const
export type MembershipRole = (typeof membershipRoles)[number]

/** The one table: built-in permission → the membership roles that hold it by default. Tenant and super admins hold all. */
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
} as const satisfies Record<string, readonly MembershipRole[]>

export type Permission = keyof typeof builtIn
export const permissions = Object.keys(builtIn) as Permission[]

/**
 * What an endpoint can ask for: a permission at a place, a rank there, any part in it ("member"), or only to be a person
 * ("self") or a server ("api_key").
 */
export type Requirement = Permission | "tenant_admin" | "super_admin" | "member" | "self" | "api_key"

/** A permission's form: `resource:action`. */
export const permissionPattern = /^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$/

export function isBuiltIn(permission: string): permission is Permission {
  return Object.hasOwn(builtIn, permission)
}

/** Resources whose permissions cannot be granted, in any action: reserved for permissions that will be built in. */
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

/** True for a permission of a reserved resource that is not built in. */
export function isReserved(permission: string): boolean {
  return !isBuiltIn(permission) && reservedResources.some((resource) => permission.startsWith(`${resource}:`))
}

/** What a role holds without direct permissions. */
export function defaultsOf(role: Role): Permission[] {
  if (role === "super_admin" || role === "tenant_admin") return permissions
  return permissions.filter((p) => (builtIn[p] as readonly string[]).includes(role))
}

/** A role's defaults and the direct permissions, sorted, each once. */
export function effective(role: Role, direct: readonly string[]): string[] {
  return [...new Set<string>([...defaultsOf(role), ...direct])].sort()
}

/** True when `a` ranks above `b`. */
export function outranks(a: Role, b: Role): boolean {
  return roles.indexOf(a) < roles.indexOf(b)
}

/** True when somebody of rank `a`, holding `held`, may grant `permission`: what they hold, and from admin up whatever is not built in; nothing reserved. */
export function mayGrant(a: Role, held: ReadonlySet<string>, permission: string): boolean {
  if (isReserved(permission)) return false
  return held.has(permission) || (!isBuiltIn(permission) && !outranks("admin", a))
}

/** What a membership grants. */
type Rights = { role: Role; permissions: readonly string[] }

/** True when a change gives somebody a higher role, or a permission that they lack. */
export function givesMore(before: Rights, after: Rights): boolean {
  const held = new Set(effective(before.role, before.permissions))
  return outranks(after.role, before.role) || effective(after.role, after.permissions).some((p) => !held.has(p))
}

/** Reading is open to accounts whose address is not verified yet; whatever reaches others is not. */
export function needsVerifiedEmail(right: Requirement): boolean {
  return right !== "self" && right !== "member" && !right.endsWith(":read")
}
