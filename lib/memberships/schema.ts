import { z } from "zod"
import { rolePattern, roles } from "../core/identity/permissions"
import { Id, PermissionName, rule } from "../core/schema"

/** The key of a role: a built-in one, or one of the tenant's own. */
export const RoleKey = z.string().meta({
  id: "RoleKey",
  description: "super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own.",
  example: "member",
})

/** The rank of a role: a built-in role is its own, another has that of the role that it is based on. */
export const RoleRank = z.enum(roles).meta({ id: "RoleRank" })

/** A role in a body. The two highest are parsed too, so that they are refused as above the caller's own. */
export const RoleInput = z.string(rule("role")).regex(rolePattern, rule("role")).meta({
  description:
    "admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere.",
  example: "member",
})

/** `invited` until accepted; `expired` is computed from `expires_at`. */
export const MembershipStatus = z.enum(["invited", "active", "suspended", "expired"]).meta({ id: "MembershipStatus" })

/** IDs of what was revoked together with its creator's permissions, and of what they may still know. */
export const Stopped = z
  .object({
    invites: z.array(Id),
    api_keys: z.array(Id),
    machines: z.array(Id).meta({ description: "Machine applications, suspended until an admin reactivates them." }),
    known_secrets: z
      .array(Id)
      .meta({ description: "Secrets of applications that still work, and that the person may know. Replace them." }),
  })
  .meta({ id: "Stopped" })

export const StoppedWith = z.object({ stopped: Stopped }).meta({ id: "StoppedWith" })

/** A permission that a person has, and its source. */
export const HeldPermission = z
  .object({
    permission: z.string(),
    source: z.enum(["role", "direct"]),
    role: RoleKey.nullable().meta({ description: "The role that includes it." }),
    direct: z.boolean().meta({ description: "Whether it is granted directly." }),
  })
  .meta({ id: "HeldPermission" })

/** One permission, or a list of them. */
export const PermissionQuestion = z
  .strictObject({
    permission: PermissionName.optional(),
    permissions: z.array(PermissionName).min(1).max(100).optional().meta({ description: "Instead of `permission`." }),
    organization_id: Id.optional(),
    user_id: Id.optional(),
  })
  .superRefine(({ permission, permissions }, context) => {
    if ((permission === undefined) === (permissions === undefined))
      context.addIssue({ code: "custom", path: ["permission"], ...rule("one_or_list"), input: permission })
  })
  .meta({ id: "PermissionQuestion", example: { permission: "billing:read" } })

const source = z.enum(["role", "direct"]).nullable()

export const PermissionAnswer = z
  .object({
    allowed: z.boolean().meta({ description: "For a list: whether all of them are held." }),
    source: source.meta({ description: "Null where it is not held, and for a list." }),
    results: z
      .array(z.object({ permission: z.string(), allowed: z.boolean(), source }))
      .optional()
      .meta({ description: "For a list: each of its permissions, in its order." }),
  })
  .meta({ id: "PermissionAnswer", example: { allowed: true, source: "direct" } })
