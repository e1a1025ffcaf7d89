import { z } from "zod"
import { isBuiltInRole, isReserved, membershipRoles, rolePattern, roles } from "../core/identity/permissions"
import { Line, PermissionName, rule, Timestamp } from "../core/schema"

/** How many roles a tenant can have of its own. */
export const mostRoles = 50

const Key = z
  .string(rule("role_key"))
  .regex(rolePattern, rule("role_key"))
  .refine((key) => !isBuiltInRole(key), rule("role_built_in"))

/** Permissions that a role includes: at most 100, unique, none reserved. */
const Included = z
  .array(
    PermissionName.superRefine((name, context) => {
      if (isReserved(name)) context.addIssue({ code: "custom", params: { code: "reserved", name }, input: name })
    }),
  )
  .max(100)
  .transform((names) => [...new Set(names)].sort())
  .meta({ example: ["billing:read", "users:read"] })

const fields = {
  name: Line(60).meta({ example: "Billing" }),
  description: z.string().trim().max(500).nullable(),
  permissions: Included,
}

const example = {
  key: "billing",
  name: "Billing",
  description: "Sees invoices and pays them",
  permissions: ["billing:pay", "billing:read", "users:read"],
  based_on: "member",
  built_in: false,
  members: 12,
  version: 1,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
}

/** A role: a built-in one, or one of the tenant's own. */
export const Role = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    permissions: z.array(z.string()).meta({ description: "What the role includes." }),
    based_on: z.enum(roles).meta({
      description:
        "The built-in role that it is based on: decides whom people with it can manage, and includes no permissions.",
    }),
    built_in: z.boolean(),
    members: z.int().meta({ description: "How many members of the tenant's organizations have it." }),
    version: z.int(),
    created_at: Timestamp.nullable(),
    updated_at: Timestamp.nullable(),
  })
  .meta({ id: "Role", example })
export type Role = z.input<typeof Role>

export const NewRole = z
  .strictObject({
    key: Key.meta({ description: "Can't be changed later.", example: "billing" }),
    name: fields.name,
    description: fields.description.default(null),
    permissions: fields.permissions.default([]),
    based_on: z.enum(membershipRoles).meta({
      description: "Decides whom people with it can manage, and includes no permissions. Can't be changed later.",
    }),
  })
  .meta({
    id: "NewRole",
    example: { key: "billing", name: "Billing", permissions: ["billing:read", "users:read"], based_on: "member" },
  })

/** Fields that are not sent keep their values. */
export const RolePatch = z
  .strictObject({
    name: fields.name.optional(),
    description: fields.description.optional(),
    permissions: fields.permissions.optional(),
  })
  .meta({ id: "RolePatch", example: { permissions: ["billing:pay", "billing:read"] } })

/** What takes the place of a deleted role. */
export const RoleDeletion = z.strictObject({
  replace_with: z.string().regex(rolePattern, rule("role")).optional().meta({
    description: "The role that members, invitations, API keys and applications get instead.",
    example: "member",
  }),
})

export const RoleTarget = z.strictObject({ role_key: z.string().regex(rolePattern) })
export const RoleRemoval = RoleTarget.extend(RoleDeletion.shape)
export const RolePath = z.strictObject({ key: z.string().regex(rolePattern) })
