/** Roles, highest first. */
export const roles = ["super_admin", "tenant_admin", "admin", "member", "guest"] as const
export type Role = (typeof roles)[number]

/** Roles of a membership; the two above are assigned elsewhere. */
export const membershipRoles = ["admin", "member", "guest"] as const
export type MembershipRole = (typeof membershipRoles)[number]

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
  if (role === "super_admin" || role === "tenant_admin") return permissions
  return permissions.filter((p) => (builtIn[p] as readonly string[]).includes(role))
}

/** A role's defaults and the direct permissions, sorted and unique. */
export function effective(role: Role, direct: readonly string[]): string[] {
  return [...new Set<string>([...defaultsOf(role), ...direct])].sort()
}

/** True when `a` ranks above `b`. */
export function outranks(a: Role, b: Role): boolean {
  return roles.indexOf(a) < roles.indexOf(b)
}

/**
 * True when a caller with role `a` and permissions `held` may grant `permission`: their own, and from admin up also
 * custom ones; never reserved ones.
 */
export function mayGrant(a: Role, held: ReadonlySet<string>, permission: string): boolean {
  if (isReserved(permission)) return false
  return held.has(permission) || (!isBuiltIn(permission) && !outranks("admin", a))
}

/** Role and permissions of a membership. */
type Rights = { role: Role; permissions: readonly string[] }

/** True when a change raises the role, or adds a permission. */
export function givesMore(before: Rights, after: Rights): boolean {
  const held = new Set(effective(before.role, before.permissions))
  return outranks(after.role, before.role) || effective(after.role, after.permissions).some((p) => !held.has(p))
}

/** Reading is allowed to accounts with an unverified email; anything that reaches others is not. */
export function needsVerifiedEmail(right: Requirement): boolean {
  return right !== "self" && right !== "member" && !right.endsWith(":read")
}
