import { z } from "zod"
import { Id, Paging, Timestamp } from "../core/schema"

/** An account at another service that its owner signs in with. */
export const Identity = z
  .object({
    id: Id,
    provider: z.string().meta({ description: "The name of the provider in the settings of the server." }),
    provider_label: z.string(),
    issuer: z.string(),
    label: z.string().meta({ description: "How the account was named there when it was linked." }),
    email: z.string().nullable(),
    linked_at: Timestamp,
    last_used_at: Timestamp.nullable(),
  })
  .meta({
    id: "Identity",
    example: {
      id: "idn_123",
      provider: "github",
      provider_label: "GitHub",
      issuer: "https://github.com",
      label: "ada@example.com",
      email: "ada@example.com",
      linked_at: "2026-01-01T00:00:00Z",
      last_used_at: "2026-02-03T08:15:00Z",
    },
  })
export type Identity = z.input<typeof Identity>

export const IdentityQuery = Paging
/** ID of an identity. */
export const IdentityTarget = z.strictObject({ identity_id: Id })
export const IdentityPath = z.strictObject({ id: Id })

/** The name of a provider. */
export const ProviderName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9-]+$/)
