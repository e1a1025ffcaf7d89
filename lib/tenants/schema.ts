import { z } from "zod"
import { Id, Line, Paging, Password, SearchText, Timestamp } from "../core/schema"

/** An organization's name, 1 to 100 characters. */
export const OrganizationName = Line(100).meta({ example: "Analytical Engines" })

/** An isolated customer. */
export const Tenant = z
  .object({
    id: Id,
    name: z.string(),
    status: z.enum(["active", "suspended"]),
    admins: z.array(z.object({ id: Id, name: z.string(), email: z.string() })),
    emails: z.object({ per_day: z.int(), remaining: z.int(), resets_at: Timestamp }).nullable().optional().meta({
      description:
        "How many emails the tenant's organizations can send a day, and what is left until `resets_at`; null without a limit. Not in lists.",
    }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "Tenant",
    example: {
      id: "ten_demo",
      name: "Analytical Engines",
      status: "active",
      admins: [{ id: "user_123", name: "Ada Lovelace", email: "ada@example.com" }],
      version: 1,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    },
  })

export const NewTenant = z
  .strictObject({ name: OrganizationName, organization_name: OrganizationName.optional() })
  .meta({ id: "NewTenant", example: { name: "Analytical Engines" } })

/** For super admins. A suspended tenant's members, keys and invites are rejected until it is reactivated. */
export const TenantPatch = z
  .strictObject({ name: OrganizationName.optional(), status: z.enum(["active", "suspended"]).optional() })
  .meta({ id: "TenantPatch", example: { name: "Analytical Engines Ltd" } })

export const TenantDeletion = z
  .strictObject({ password: Password })
  .meta({ id: "TenantDeletion", example: { password: "secure-password" } })

export const TenantQuery = Paging.extend({ q: SearchText.optional() })
/** ID of a tenant, and of one of its admins. */
export const TenantTarget = z.strictObject({ tenant_id: Id })
export const AdminTarget = z.strictObject({ user_id: Id })
export const TenantPath = z.strictObject({ id: Id })
export const TenantAdminPath = z.strictObject({ id: Id, user_id: Id })
