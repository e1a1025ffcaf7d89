import { z } from "zod"
import { returnFields } from "../applications/schema"
import {
  Email,
  Id,
  NewPassword,
  Paging,
  PermissionNames,
  PersonName,
  SearchText,
  Text,
  Timestamp,
  Token,
} from "../core/schema"
import { RoleInput, RoleKey, RoleRank } from "../memberships/schema"
import { AcceptedTerms } from "../terms/schema"

/** `expired` is computed: pending, but past `expires_at`. */
export const InviteStatus = z
  .enum(["pending", "accepted", "expired", "revoked", "declined"])
  .meta({ id: "InviteStatus" })

export type InviteStatus = z.output<typeof InviteStatus>

/** An offer of a membership. Never contains the token of its link. */
export const Invite = z
  .object({
    id: Id,
    organization_id: Id,
    email: z.string(),
    name: z.string().nullable(),
    role: RoleKey,
    role_rank: RoleRank,
    permissions: z.array(z.string()),
    message: z.string().nullable(),
    status: InviteStatus,
    expires_at: Timestamp,
    invited_by: z.object({ type: z.enum(["user", "api_key", "system"]), id: z.string(), name: z.string() }),
    sent_at: Timestamp.nullable(),
    send_count: z.int(),
    delivery: z.string().nullable().meta({ description: "Delivery status of the last email; null before the first." }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "Invite",
    example: {
      id: "inv_123",
      organization_id: "org_123",
      email: "newcomer@example.com",
      name: null,
      role: "member",
      role_rank: "member",
      permissions: [],
      message: "Welcome to our team!",
      status: "pending",
      expires_at: "2026-01-08T00:00:00Z",
      invited_by: { type: "user", id: "user_123", name: "Ada Lovelace" },
      sent_at: "2026-01-01T00:00:00Z",
      send_count: 1,
      delivery: "sent",
      version: 1,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    },
  })
export type Invite = z.input<typeof Invite>

/** What an invite offers. */
export const InviteTerms = z.strictObject({
  email: Email,
  role: RoleInput,
  name: PersonName.optional(),
  message: Text(1000).optional(),
  permissions: PermissionNames.optional(),
  expires_in_days: z.number().int().min(1).max(30).default(7),
})

export const NewInvite = InviteTerms.extend(returnFields).meta({
  id: "NewInvite",
  example: { email: "newcomer@example.com", role: "member", message: "Welcome to our team!" },
})

export const InviteQuery = Paging.extend({
  status: InviteStatus.optional(),
  q: SearchText.optional(),
})

/** The invite of an operation. */
export const InviteTarget = z.strictObject({ invite_id: Id })
export const OrganizationInvitePath = z.strictObject({ id: Id, invite_id: Id })

/** A link to copy, shown once. */
export const InviteLinkToCopy = z
  .object({ url: z.string().meta({ description: "Shown only in this response." }), expires_at: Timestamp })
  .meta({
    id: "InviteLinkToCopy",
    example: { url: "https://users.example.com/invites/…", expires_at: "2026-01-08T00:00:00Z" },
  })

export const InviteTokenPath = z.strictObject({ token: Token })

/** What the holder of a link sees: the inviter, the organization, the role, and how to accept. */
export const InvitePreview = z
  .object({
    organization: z.object({ name: z.string() }),
    inviter: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    role: RoleKey,
    role_rank: RoleRank,
    role_name: z.string().nullable().meta({ description: "The name of a role of the tenant's own." }),
    message: z.string().nullable(),
    expires_at: Timestamp,
    next: z.enum(["create_account", "sign_in", "prove_email"]).meta({
      description:
        "Whether the email already has an account. `prove_email`: the link was copied rather than emailed, so it proves no email. Sign in with that verified email, or request the invitation by email.",
    }),
  })
  .meta({ id: "InvitePreview" })
export type InvitePreview = z.output<typeof InvitePreview>

/** For a new address; a person who is signed in with the address sends an empty object. */
export const Acceptance = z
  .strictObject({ name: PersonName.optional(), password: NewPassword.optional(), accepted_terms: AcceptedTerms })
  .meta({ id: "Acceptance", example: { name: "Nora Newcomer", password: "secure-password" } })

/** A row of many: what `defaults` says need not be there. Read leniently, since each row has a result of its own. */
const BulkInvite = z.unknown().meta({ id: "BulkInvite", documentedAs: InviteTerms.partial() })

/** Up to 1,000 rows; each has the terms of one, completed by `defaults`. */
export const BulkInvites = z
  .strictObject({
    invites: z.array(BulkInvite).min(1).max(1000),
    defaults: z
      .record(z.string(), z.unknown())
      .meta({ documentedAs: InviteTerms.partial() })
      .optional()
      .meta({ description: "Defaults for fields that a row doesn't have." }),
    dry_run: z.boolean().default(false),
  })
  .meta({
    id: "BulkInvites",
    example: {
      invites: [{ email: "ada@example.com" }, { email: "ben@example.com", role: "guest" }],
      defaults: { role: "member" },
      dry_run: true,
    },
  })

/** For a list that is checked in parts: how many emails are sent before these. */
export const InvitePlan = z.strictObject({ planned: z.int().min(0).max(1000).default(0) })

export const BulkResult = z
  .object({
    row: z.int().meta({ description: "Index of the row, from 0." }),
    email: z.string().nullable(),
    result: z
      .enum(["invited", "would_invite", "refused", "invalid", "duplicate", "not_tried"])
      .meta({ description: "`not_tried`: the request's time was up before. Send these rows again." }),
    code: z.string().optional(),
    message: z.string().optional(),
    fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
    invite: Invite.optional(),
  })
  .meta({ id: "BulkResult" })

export const BulkResults = z.array(BulkResult)
