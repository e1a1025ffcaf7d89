import { z } from "zod"
import { isBuiltIn, isReserved } from "../core/identity/permissions"
import { Id, PermissionName, Timestamp } from "../core/schema"

const Description = z.string().trim().max(500)

/** A permission that can be granted: a built-in one, or one of the tenant's own. */
export const PermissionEntry = z
  .object({
    name: z.string(),
    description: z.string().nullable(),
    built_in: z.boolean(),
    api_id: Id.nullable().meta({ description: "The API that added it, if one did." }),
    version: z.int().nullable().meta({ description: "Null for a built-in one." }),
    created_at: Timestamp.nullable(),
    updated_at: Timestamp.nullable(),
  })
  .meta({
    id: "Permission",
    example: {
      name: "billing:read",
      description: "See invoices",
      built_in: false,
      api_id: null,
      version: 1,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    },
  })
export type PermissionEntry = z.input<typeof PermissionEntry>

/** One of the tenant's own: the built-in ones and reserved names can't be described. */
const OwnName = PermissionName.superRefine((name, context) => {
  if (!isBuiltIn(name) && !isReserved(name)) return
  context.addIssue({ code: "custom", params: { code: "reserved", name }, input: name })
})

export const NewPermission = z
  .strictObject({ name: OwnName, description: Description.nullable().default(null) })
  .meta({ id: "NewPermission", example: { name: "billing:read", description: "See invoices" } })

export const PermissionDescription = z
  .strictObject({ description: Description.nullable() })
  .meta({ id: "PermissionDescription", example: { description: "See invoices" } })

export const PermissionTarget = z.strictObject({ permission: PermissionName })
export const PermissionPath = z.strictObject({ name: PermissionName })
