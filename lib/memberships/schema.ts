import { z } from "zod"
import { roles } from "../core/identity/permissions"
import { Id, PermissionName, rule } from "../core/schema"

export const RoleName = z.enum(roles).meta({ id: "Role" })

/** A role in a body. The two highest are parsed too, so that they are refused as above the caller's own. */
export const RoleInput = z.enum(roles, rule("role")).meta({
  description: "admin, member or guest. tenant_admin and super_admin are assigned elsewhere.",
  example: "member",
})

/** `invited` until accepted; `expired` is computed from `expires_at`. */
export const MembershipStatus = z.enum(["invited", "active", "suspended", "expired"]).meta({ id: "MembershipStatus" })

/** IDs of the invites and API keys revoked together with their creator's permissions. */
export const Stopped = z.object({ invites: z.array(Id), api_keys: z.array(Id) }).meta({ id: "Stopped" })

export const StoppedWith = z.object({ stopped: Stopped }).meta({ id: "StoppedWith" })

/** A permission that a person has, and its source. */
export const HeldPermission = z
  .object({
    permission: z.string(),
    source: z.enum(["role", "direct"]),
    role: RoleName.nullable().meta({ description: "The role that includes it." }),
    direct: z.boolean().meta({ description: "Whether it is granted directly." }),
  })
  .meta({ id: "HeldPermission" })

export const PermissionQuestion = z
  .strictObject({ permission: PermissionName, organization_id: Id.optional(), user_id: Id.optional() })
  .meta({ id: "PermissionQuestion", example: { permission: "billing:read" } })

export const PermissionAnswer = z
  .object({ allowed: z.boolean(), source: z.enum(["role", "direct"]).nullable() })
  .meta({ id: "PermissionAnswer" })
