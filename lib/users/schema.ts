import { z } from "zod"
import { membershipRoles, roles } from "../core/identity/permissions"
import {
  Email,
  Id,
  Line,
  Metadata,
  NewPassword,
  Paging,
  Password,
  PermissionName,
  PermissionNames,
  PersonName,
  rule,
  SearchText,
  Text,
  Timestamp,
  TimestampInput,
} from "../core/schema"

export const RoleName = z.enum(roles).meta({ id: "Role" })

/** A role that a body can ask for. The two highest are understood, so that asking for them is refused by rank. */
export const RoleInput = z.enum(roles, rule("role")).meta({
  description: "admin, member or guest. tenant_admin and super_admin are assigned elsewhere.",
  example: "member",
})

/** `invited` until accepted; `expired` is computed from `expires_at`. */
export const MembershipStatus = z.enum(["invited", "active", "suspended", "expired"]).meta({ id: "MembershipStatus" })

/** What those without `users:write` see of others. */
export const UserCard = z
  .object({
    id: Id,
    name: z.string(),
    avatar_url: z.string().nullable(),
    organization_id: Id.nullable(),
    role: RoleName.nullable(),
    created_at: Timestamp,
  })
  .meta({ id: "UserCard" })

/** A user, as seen in one organization. */
export const User = UserCard.extend({
  email: z.string(),
  tenant_id: Id.nullable(),
  bio: z.string().nullable(),
  email_verified: z.boolean(),
  status: MembershipStatus,
  permissions: z.array(z.string()).meta({ description: "Additional permissions, granted directly." }),
  effective_permissions: z.array(z.string()),
  external_id: z.string().nullable(),
  metadata: z.record(z.string(), z.json()).meta({ type: "object" }),
  version: z.int(),
  updated_at: Timestamp,
  last_seen_at: Timestamp.nullable(),
  expires_at: Timestamp.nullable(),
}).meta({ id: "User" })
export type User = z.input<typeof User>

/** What stopped with somebody's rights: the invites and API keys that they had made. */
export const Stopped = z.object({ invites: z.array(Id), api_keys: z.array(Id) }).meta({ id: "Stopped" })
export const StoppedWith = z.object({ stopped: Stopped }).meta({ id: "StoppedWith" })
export const UpdatedUser = User.extend({ stopped: Stopped.optional() }).meta({ id: "UpdatedUser" })

export const UserOrCard = z.union([User, UserCard])

/** An https address of a picture; it is shown, never fetched by us. */
export const AvatarUrl = z
  .string()
  .max(2048)
  .refine(isSafeAvatar, rule("avatar"))
  .meta({ example: "https://example.com/avatar.jpg", format: "uri" })

function isSafeAvatar(text: string): boolean {
  // Nothing that is invisible or turns the direction of text either.
  if (!/^https:\/\/[^\p{C}\p{Z}"'<>\\^`{|}]+$/iu.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === "" && url.password === "" && url.hostname.includes(".")
}

/** What people change about themselves. An empty text clears the field. */
export const MePatch = z
  .strictObject({
    name: PersonName.optional(),
    bio: Text(1000).nullable().optional(),
    avatar_url: z
      .union([z.literal(""), AvatarUrl])
      .nullable()
      .optional(),
  })
  .meta({
    id: "MePatch",
    example: { name: "John Updated", bio: "Software Developer", avatar_url: "https://example.com/avatar.jpg" },
  })

export const PasswordChange = z
  .strictObject({ current_password: Password, new_password: NewPassword })
  .meta({ id: "PasswordChange", example: { current_password: "old-password", new_password: "new-secure-password" } })

export const PasswordProof = z
  .strictObject({ password: Password })
  .meta({ id: "PasswordProof", example: { password: "secure-password" } })

/** The password, and which organizations go with the account: these, or `true` for all in which nobody else is. */
export const AccountClosing = PasswordProof.extend({
  delete_organizations: z.union([z.literal(true), z.array(Id).max(1000)]).optional(),
}).meta({ id: "AccountClosing", example: { password: "secure-password", delete_organizations: true } })

/** The customer's own id of a member, unique in an organization. */
export const ExternalId = Line(255).meta({ example: "crm-4711" })

/** An account and membership made by an admin; its owner gets in through the invite. */
export const NewUser = z
  .strictObject({
    email: Email,
    name: PersonName,
    role: RoleInput,
    organization_id: Id,
    permissions: PermissionNames.optional(),
    external_id: ExternalId.optional(),
    metadata: Metadata.optional(),
    send_invite: z.boolean().default(false),
  })
  .meta({
    id: "NewUser",
    example: {
      email: "jane@example.com",
      name: "Jane Smith",
      role: "admin",
      organization_id: "org_123",
      send_invite: true,
    },
  })

/** Changes to a membership. `permissions` replaces the list; `role` without it empties the list. */
export const UserPatch = z
  .strictObject({
    name: PersonName.optional(),
    role: RoleInput.optional(),
    permissions: PermissionNames.optional(),
    status: z.enum(["active", "suspended"]).optional(),
    expires_at: TimestampInput.nullable().optional(),
    external_id: ExternalId.nullable().optional(),
    metadata: Metadata.optional(),
  })
  .meta({ id: "UserPatch", example: { role: "admin", permissions: ["users:read", "users:write", "billing:read"] } })
export type UserPatch = z.output<typeof UserPatch>

export const userSorts = ["name", "-name", "created_at", "-created_at"] as const

/** How to look through members. `q`: one or two characters match beginnings of words, three and more any part. */
export const UserQuery = Paging.extend({
  q: SearchText.optional(),
  role: z.enum(membershipRoles).optional(),
  status: MembershipStatus.optional(),
  external_id: ExternalId.optional(),
  last_seen_before: TimestampInput.optional(),
  last_seen_after: TimestampInput.optional(),
  sort: z.enum(userSorts).default("name"),
})
export type UserQuery = z.output<typeof UserQuery>

/** Which member of an organization. */
export const MemberTarget = z.strictObject({ user_id: Id })
export const UserPath = z.strictObject({ id: Id })
export const OrganizationPath = z.strictObject({ id: Id })
export const OrganizationUserPath = z.strictObject({ id: Id, user_id: Id })
export const InOrganization = z.strictObject({ organization_id: Id.optional() })

export const EmailChange = z
  .strictObject({ email: Email, password: Password })
  .meta({ id: "EmailChange", example: { email: "john.doe@example.com", password: "secure-password" } })

/** A permission that somebody holds, and why. */
export const HeldPermission = z
  .object({
    permission: z.string(),
    source: z.enum(["role", "direct"]),
    role: RoleName.nullable().meta({ description: "The role that includes it." }),
    direct: z.boolean().meta({ description: "Whether it is granted directly." }),
  })
  .meta({ id: "HeldPermission" })

/** A pending invite to the caller. */
export const MyInvite = z
  .object({
    id: Id,
    organization_id: Id,
    organization: z.string(),
    role: RoleName,
    message: z.string().nullable(),
    inviter: z.string(),
    expires_at: Timestamp,
  })
  .meta({ id: "MyInvite" })

export const PermissionQuestion = z
  .strictObject({ permission: PermissionName, organization_id: Id.optional(), user_id: Id.optional() })
  .meta({ id: "PermissionQuestion", example: { permission: "billing:read" } })

export const PermissionAnswer = z
  .object({ allowed: z.boolean(), source: z.enum(["role", "direct"]).nullable() })
  .meta({ id: "PermissionAnswer" })

/** What we hold about somebody: rows as they are stored, dates in ISO 8601; of a tenant's events the newest 10,000. */
export const Export = z
  .object({
    exported_at: Timestamp,
    account: z.record(z.string(), z.unknown()),
    tenants: z.array(z.looseObject({ tenant_id: Id, has_older_events: z.boolean() })),
    sessions: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: "Export" })
export type Export = z.output<typeof Export>
