/** Permissions that Nanostack defines. */
export type BuiltInPermission =
  | "organizations:read"
  | "organizations:write"
  | "users:read"
  | "users:write"
  | "users:delete"
  | "invites:read"
  | "invites:write"
  | "api_keys:read"
  | "api_keys:write"
  | "audit:read"
  | "changes:read"
  | "applications:read"
  | "applications:write"
  | "revocations:read"
  | "policies:read"
  | "policies:write"
  | "roles:read"
  | "roles:write"

/**
 * Your own permissions, declared by merging: `interface CustomPermissions { "billing:read": true }` in a
 * `declare module` of this package.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging.
export interface CustomPermissions {}

/** A permission: a built-in one, or one declared in `CustomPermissions`. */
export type Permission = BuiltInPermission | (keyof CustomPermissions & string)

/** Roles that Nanostack defines. */
export type BuiltInRole = "super_admin" | "tenant_admin" | "admin" | "member" | "guest"

/** Keys of your own roles, declared by merging: `interface CustomRoles { accountant: true }`, as with permissions. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging.
export interface CustomRoles {}

/** A role that can be assigned: a built-in one, or one declared in `CustomRoles`. */
export type Role = BuiltInRole | (keyof CustomRoles & string)
