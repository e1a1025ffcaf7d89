import { z } from "zod"
import { signInMethods } from "../core/identity/sign-in-methods"
import { Id, Paging, Timestamp } from "../core/schema"

export const SignInMethod = z.enum(signInMethods).meta({ id: "SignInMethod" })

const Methods = z.array(SignInMethod).nullable()

/** How people have to sign in to enter a tenant, or an organization; in an organization, the stricter of both applies. */
export const Policy = z
  .object({
    tenant_id: Id,
    organization_id: Id.nullable(),
    require_two_factor: z.boolean(),
    two_factor_from: Timestamp.nullable().meta({ description: "When the grace period ends." }),
    allowed_methods: Methods.meta({ description: "Null: any." }),
    session_idle_minutes: z.int().nullable(),
    session_max_hours: z.int().nullable(),
    remember_device_days: z.int().nullable(),
    version: z.int(),
    updated_at: Timestamp.nullable(),
  })
  .meta({
    id: "Policy",
    example: {
      tenant_id: "ten_demo",
      organization_id: "org_123",
      require_two_factor: true,
      two_factor_from: "2026-02-01T00:00:00Z",
      allowed_methods: ["password", "passkey"],
      session_idle_minutes: 60,
      session_max_hours: 12,
      remember_device_days: 7,
      version: 2,
      updated_at: "2026-01-18T00:00:00Z",
    },
  })
export type Policy = z.input<typeof Policy>

export const PolicyPatch = z
  .strictObject({
    require_two_factor: z.boolean().optional(),
    grace_days: z
      .int()
      .min(0)
      .max(30)
      .optional()
      .meta({ description: "Days from now until two-factor authentication is required." }),
    allowed_methods: z
      .array(SignInMethod)
      .min(1)
      .max(signInMethods.length)
      .nullable()
      .optional()
      .meta({ description: "Null allows any." }),
    session_idle_minutes: z.int().min(15).max(43_200).nullable().optional(),
    session_max_hours: z.int().min(1).max(2_160).nullable().optional(),
    remember_device_days: z.int().min(0).max(30).nullable().optional(),
  })
  .meta({ id: "PolicyPatch", example: { require_two_factor: true, grace_days: 14 } })

/** Someone who is affected by a policy. */
export const PolicyPerson = z.object({ id: Id, organization_id: Id, name: z.string(), email: z.string() }).meta({
  id: "PolicyPerson",
  example: { id: "user_123", organization_id: "org_123", name: "Ada Lovelace", email: "ada@example.com" },
})

/** How many people and sessions the rules that are sent would touch, before they apply. */
export const PolicyPreview = z
  .object({
    people: z.int().meta({ description: "Active members and tenant admins." }),
    affected_people: z.int().meta({
      description: "Of them, those who would have to set something up, or to sign in again.",
    }),
    affected: z.array(PolicyPerson).meta({
      description: "The first 25 members of them, by name. Empty without `users:write`.",
    }),
    without_two_factor: z.int().meta({
      description: "Of all people, those without two-factor authentication or a passkey.",
    }),
    sessions: z.int().meta({ description: "Their sessions." }),
    refused_sessions: z.int().meta({
      description: "Of them, those that would need another sign-in, or two-factor authentication.",
    }),
  })
  .meta({
    id: "PolicyPreview",
    example: {
      people: 25,
      affected_people: 8,
      affected: [{ id: "user_123", organization_id: "org_123", name: "Ada Lovelace", email: "ada@example.com" }],
      without_two_factor: 8,
      sessions: 40,
      refused_sessions: 12,
    },
  })

export type PolicyPreview = z.output<typeof PolicyPreview>

export const PolicyPath = z.strictObject({ id: Id })
export const PeopleQuery = Paging
