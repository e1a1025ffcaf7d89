import { z } from "zod"
import { asciiHost, Id, Metadata, MetadataPatch, Paging, rule, SearchText, Timestamp } from "../core/schema"
import { RoleKey, RoleRank } from "../memberships/schema"
import { OrganizationName } from "../tenants/schema"

/** Who can join without an invitation: anyone, people with a verified address in `allowed_domains`, or no one. */
export const SignUpPolicy = z.enum(["open", "domain", "invite_only"]).meta({ id: "SignUpPolicy" })

/** A host name such as example.com, in ASCII. */
export const Domain = z
  .string()
  .max(253)
  .transform((text, context) => {
    const host = asciiHost(text.trim().replace(/^@/, ""))
    if (host && /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host)) return host
    context.addIssue({ code: "custom", message: rule("domain").error, input: text })
    return z.NEVER
  })
  .meta({ example: "example.com" })

export const Organization = z
  .object({
    id: Id,
    tenant_id: Id,
    name: z.string(),
    logo_url: z.string().nullable(),
    sign_up: SignUpPolicy,
    allowed_domains: z.array(z.string()),
    metadata: z.record(z.string(), z.json()).meta({ type: "object" }),
    status: z.enum(["active", "suspended"]),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "Organization",
    example: {
      id: "org_123",
      tenant_id: "ten_demo",
      name: "Analytical Engines",
      logo_url: null,
      sign_up: "invite_only",
      allowed_domains: ["example.com"],
      metadata: { plan: "pro" },
      status: "active",
      version: 1,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    },
  })
export type Organization = z.input<typeof Organization>

const fields = {
  name: OrganizationName,
  sign_up: SignUpPolicy.optional(),
  allowed_domains: z.array(Domain).max(50).optional(),
  metadata: Metadata.optional(),
}

export const NewOrganization = z
  .strictObject({
    ...fields,
    tenant_id: Id.optional().meta({ description: "For super admins: the tenant to create it in." }),
  })
  .meta({ id: "NewOrganization", example: { name: "Analytical Engines", sign_up: "invite_only" } })

export const OrganizationPatch = z
  .strictObject({ ...fields, name: OrganizationName.optional(), metadata: MetadataPatch.optional() })
  .meta({ id: "OrganizationPatch", example: { sign_up: "domain", allowed_domains: ["example.com"] } })

export const OrganizationQuery = Paging.extend({ q: SearchText.optional(), tenant_id: Id.optional() })

export const OrganizationPath = z.strictObject({ id: Id })

/** ID of an organization. */
export const OrganizationTarget = z.strictObject({ organization_id: Id })

/** An organization that the caller has access to. */
export const MyOrganization = z
  .object({
    id: Id,
    tenant_id: Id,
    name: z.string(),
    role: RoleKey,
    role_rank: RoleRank,
    role_name: z.string().nullable().meta({ description: "The name of a role of the tenant's own." }),
    status: z.enum(["active", "suspended"]),
    permissions: z.array(z.string()),
    expires_at: Timestamp.nullable(),
    current: z.boolean(),
  })
  .meta({ id: "MyOrganization" })

/** An organization that a user is in. */
export const UserOrganization = MyOrganization.omit({ role_name: true, current: true })
  .extend({ status: z.enum(["invited", "active", "suspended", "expired"]) })
  .meta({ id: "UserOrganization" })
