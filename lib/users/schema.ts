import { z } from "zod"
import {
  Email,
  Id,
  Line,
  Metadata,
  MetadataPatch,
  Paging,
  PermissionNames,
  PersonName,
  SearchText,
  Timestamp,
  TimestampInput,
} from "../core/schema"
import { MembershipStatus, RoleInput, RoleKey, RoleRank, Stopped } from "../memberships/schema"
import { TermsDue } from "../terms/schema"

/** Fields that members without `users:write` see of others. */
export const UserCard = z.object({
  id: Id,
  name: z.string(),
  avatar_url: z.string().nullable(),
  organization_id: Id.nullable(),
  role: RoleKey.nullable(),
  role_rank: RoleRank.nullable(),
  created_at: Timestamp,
})

const more = {
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
}

const exampleCard = {
  id: "user_456",
  name: "Alex Doe",
  avatar_url: null,
  organization_id: "org_123",
  role: "member",
  role_rank: "member",
  created_at: "2026-01-01T00:00:00Z",
}

/** For examples in the document. */
export const exampleUser = {
  ...exampleCard,
  email: "alex@example.com",
  tenant_id: "ten_demo",
  bio: null,
  email_verified: true,
  status: "active",
  permissions: ["billing:read"],
  effective_permissions: ["billing:read", "organizations:read", "users:read"],
  external_id: "crm-4711",
  metadata: { plan: "pro" },
  version: 3,
  updated_at: "2026-02-01T00:00:00Z",
  last_seen_at: "2026-02-03T08:15:00Z",
  expires_at: null,
}

/** A user, as seen in one organization. */
export const User = UserCard.extend(more).meta({ id: "User", example: exampleUser })

export type User = z.input<typeof User>

export const UpdatedUser = User.extend({ stopped: Stopped.optional() }).meta({
  id: "UpdatedUser",
  example: exampleUser,
})

/** The caller, with fields that only they see. */
export const Me = User.extend({
  locale: z.string().nullable().meta({ description: "The language of emails; null until one was chosen." }),
  terms_due: TermsDue,
  has_password: z.boolean().meta({
    description: "False for a user who only signs in in other ways: `POST /users/me/proof-code` emails them a code.",
  }),
}).meta({ id: "Me", example: { ...exampleUser, locale: "en", terms_due: null, has_password: true } })

export type Me = z.input<typeof Me>

/** A user as others see them. */
export const UserView = UserCard.extend(z.object(more).partial().shape).meta({
  id: "UserView",
  description: "Without `users:write`, the fields that are not required are absent.",
  example: exampleCard,
})

/** The customer's own ID of a member, unique in an organization. */
const ExternalId = Line(255).meta({ example: "crm-4711" })

/** An account and membership created by an admin; its owner gets access through the invite. */
export const NewUser = z
  .strictObject({
    email: Email,
    name: PersonName,
    role: RoleInput,
    organization_id: Id,
    permissions: PermissionNames.optional(),
    external_id: ExternalId.optional(),
    metadata: Metadata.optional(),
    expires_at: TimestampInput.nullable().optional(),
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

/** One of many: a new user, or the member with this `external_id`. */
export const BatchUser = NewUser.omit({ organization_id: true }).extend({ send_invite: z.boolean().optional() })

/** Read leniently, since each row has a result of its own. */
const BatchRow = z.unknown().meta({ id: "BatchUser", documentedAs: BatchUser })

/** Up to 1,000 rows, each a BatchUser. */
export const UserBatch = z
  .strictObject({
    organization_id: Id,
    users: z.array(BatchRow).min(1).max(1000),
    send_invite: z
      .boolean()
      .default(false)
      .meta({ description: "For rows that don't have a `send_invite` of their own." }),
    dry_run: z.boolean().default(false),
  })
  .meta({
    id: "UserBatch",
    example: {
      organization_id: "org_123",
      users: [
        { external_id: "crm-1", email: "ada@example.com", name: "Ada Lovelace", role: "member" },
        { external_id: "crm-2", email: "ben@example.com", name: "Ben Byron", role: "guest", metadata: { plan: "pro" } },
      ],
      send_invite: true,
      dry_run: true,
    },
  })

/** What became of a row. */
export const BatchResult = z
  .object({
    row: z.int().meta({ description: "Index of the row, from 0." }),
    external_id: z.string().nullable(),
    email: z.string().nullable(),
    result: z
      .enum(["created", "updated", "unchanged", "failed", "not_tried", "would_create", "would_update"])
      .meta({ description: "`not_tried`: the request's time was up before. Send these rows again." }),
    id: Id.nullable().meta({ description: "The user's ID." }),
    code: z.string().optional(),
    message: z.string().optional(),
    fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "BatchResult" })

export const BatchResults = z.array(BatchResult)

/** Changes to a membership. `permissions` replaces the list; `role` without it empties the list. */
export const UserPatch = z
  .strictObject({
    name: PersonName.optional(),
    role: RoleInput.optional(),
    permissions: PermissionNames.optional(),
    status: z.enum(["active", "suspended"]).optional(),
    expires_at: TimestampInput.nullable().optional(),
    external_id: ExternalId.nullable().optional(),
    metadata: MetadataPatch.optional(),
  })
  .meta({ id: "UserPatch", example: { role: "admin", permissions: ["users:read", "users:write", "billing:read"] } })

export type UserPatch = z.output<typeof UserPatch>

/** IDs in a query, separated by commas. */
const IdList = z
  .string()
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(Id).max(100))
  .meta({ description: "Up to 100 IDs, separated by commas.", example: "user_456,user_789" })

const userSorts = ["name", "-name", "created_at", "-created_at"] as const

/** Search and filters of members. `q`: one or two characters match the start of words, three or more any part. */
export const UserQuery = Paging.extend({
  q: SearchText.optional(),
  role: RoleInput.optional(),
  status: MembershipStatus.optional(),
  external_id: ExternalId.optional(),
  email: Email.optional().meta({ description: "Exactly this email. Requires `users:write`." }),
  ids: IdList.optional(),
  updated_after: TimestampInput.optional().meta({
    description: "By `updated_at` of the membership. To follow changes without missing any, use `GET /changes`.",
  }),
  last_seen_before: TimestampInput.optional(),
  last_seen_after: TimestampInput.optional(),
  sort: z.enum(userSorts).default("name"),
})

export type UserQuery = z.output<typeof UserQuery>

/** The member of an operation. */
export const MemberTarget = z.strictObject({ user_id: Id })

export const UserPath = z.strictObject({ id: Id })

export const OrganizationUserPath = z.strictObject({ id: Id, user_id: Id })

export const InOrganization = z.strictObject({ organization_id: Id.optional() })

/** A pending invite to the caller. */
export const MyInvite = z
  .object({
    id: Id,
    organization_id: Id,
    organization: z.string(),
    role: RoleKey,
    role_rank: RoleRank,
    message: z.string().nullable(),
    inviter: z.string(),
    expires_at: Timestamp,
  })
  .meta({ id: "MyInvite" })

/** All data about a person: rows as stored, dates in ISO 8601; of a tenant's events the newest 10,000. */
export const Export = z
  .object({
    exported_at: Timestamp,
    account: z.record(z.string(), z.unknown()),
    tenants: z.array(z.looseObject({ tenant_id: Id, has_older_events: z.boolean() })),
    sessions: z.array(z.record(z.string(), z.unknown())),
    identities: z.array(z.record(z.string(), z.unknown())),
    passkeys: z.array(z.record(z.string(), z.unknown())),
    terms_acceptances: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: "Export" })

export type Export = z.output<typeof Export>
