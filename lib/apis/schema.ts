import { z } from "zod"
import { Id, Line, Paging, PermissionName, rule, Timestamp } from "../core/schema"

const ClaimName = z
  .string()
  .max(200)
  .regex(/^https:\/\/[\x21-\x7e]+$/, rule("claim"))
const Source = z.string().regex(/^(membership|organization)\.metadata\.[A-Za-z0-9_]{1,64}$/, rule("claim_source"))

/** Claim → where its value is. Names are https addresses, so that they never collide with a registered claim. */
const Claims = z
  .record(ClaimName, Source)
  .refine((claims) => Object.keys(claims).length <= 10, rule("too_many", { max: 10 }))
  .meta({ type: "object", example: { "https://shop.example.com/plan": "organization.metadata.plan" } })

/** An API of the customer's: what access tokens are for. */
export const Api = z
  .object({
    id: Id,
    identifier: z.string().meta({
      description: "The `resource` that applications request, and the `aud` of the tokens.",
      example: "urn:nanostack:api_123",
    }),
    name: z.string(),
    permissions: z.array(z.string()),
    claims: z.record(z.string(), z.string()),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Api" })
export type Api = z.input<typeof Api>

const fields = {
  name: Line(100).meta({ example: "Orders" }),
  permissions: z
    .array(PermissionName)
    .max(100)
    .transform((names) => [...new Set(names)].sort())
    .meta({ description: "The permissions that the API knows. Its tokens carry no others.", example: ["orders:read"] }),
  claims: Claims,
}

export const NewApi = z
  .strictObject({
    name: fields.name,
    permissions: fields.permissions.default([]),
    claims: fields.claims.default({}),
  })
  .meta({ id: "NewApi", example: { name: "Orders", permissions: ["orders:read", "orders:write"] } })

export const ApiPatch = z
  .strictObject({
    name: fields.name.optional(),
    permissions: fields.permissions.optional(),
    claims: fields.claims.optional(),
  })
  .meta({ id: "ApiPatch", example: { name: "Orders", permissions: ["orders:read"] } })

export const ApiQuery = Paging
/** ID of an API. */
export const ApiTarget = z.strictObject({ api_id: Id })
export const ApiPath = z.strictObject({ id: Id })
