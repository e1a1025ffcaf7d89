import { z } from "zod"
import { Id, Line, Paging, PermissionNames, SearchText, Timestamp, TimestampInput } from "../core/schema"
import { RoleInput, RoleKey, RoleRank } from "../memberships/schema"
import { User } from "../users/schema"

const example = {
  id: "key_123",
  name: "Billing server",
  organization_id: "org_123",
  role: "member",
  role_rank: "member",
  permissions: ["users:read"],
  last_four: "Xk3m",
  made_by: "user_123",
  status: "active",
  expires_at: null,
  last_used_at: "2026-02-03T08:15:00Z",
  rotated_at: null,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
}

/** A server's credential. Its secret is shown once, when it is created or rotated. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    organization_id: Id.nullable().meta({ description: "Null for the whole tenant." }),
    role: RoleKey,
    role_rank: RoleRank,
    permissions: z.array(z.string()),
    last_four: z.string(),
    made_by: Id,
    status: z.enum(["active", "expired"]),
    expires_at: Timestamp.nullable(),
    last_used_at: Timestamp.nullable(),
    rotated_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "ApiKey", example })
export type ApiKey = z.input<typeof ApiKey>

export const ApiKeyWithSecret = ApiKey.extend({
  secret: z.string().meta({ description: "Returned only once. Store it safely." }),
}).meta({ id: "ApiKeyWithSecret", example: { ...example, secret: "nsk_the-secret-which-ends-in-Xk3m" } })

export const NewApiKey = z
  .strictObject({
    name: Line(100).meta({ example: "Billing server" }),
    role: RoleInput.meta({
      description:
        "Limits which members the key can manage. A built-in role grants the key no permissions, a role of the tenant's own grants what it includes.",
    }),
    permissions: PermissionNames.meta({
      description: "Permissions of the key, beside those of a role of the tenant's own. Can be empty.",
    }),
    tenant_wide: z.boolean().default(false),
    expires_at: TimestampInput.nullable().optional(),
  })
  .meta({ id: "NewApiKey", example: { name: "Billing server", role: "member", permissions: ["users:read"] } })

export const Rotation = z
  .strictObject({
    overlap_seconds: z
      .number()
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(0)
      .meta({ description: "Seconds that the old secret keeps working." }),
  })
  .meta({ id: "Rotation", example: { overlap_seconds: 3600 } })

export const ApiKeyQuery = Paging.extend({
  q: SearchText.optional().meta({ description: "A part of the name, or the last four characters of the secret." }),
})
/** ID of a key. */
export const KeyTarget = z.strictObject({ key_id: Id })
export const ApiKeyPath = z.strictObject({ id: Id })

/** The access token or API key to introspect. */
export const Introspection = z
  .strictObject({
    token: z.string().min(1).max(8192),
    token_type_hint: z.string().max(64).optional().meta({ description: "Ignored: the token says what it is." }),
  })
  .meta({ id: "Introspection", example: { token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl" } })

/** Current data of the token, from the database. */
export const Introspected = z
  .object({
    active: z.boolean(),
    user: User.optional().meta({ description: "For an access token." }),
    api_key: ApiKey.optional().meta({ description: "For an API key." }),
    organization_id: Id.nullable().optional(),
    role: RoleKey.nullable().optional(),
    role_rank: RoleRank.nullable().optional(),
    permissions: z.array(z.string()).optional(),
    expires_at: Timestamp.optional(),
    claims: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ type: "object", description: "For an access token of an application: its claims, with current rights." }),
  })
  .meta({ id: "Introspected" })
