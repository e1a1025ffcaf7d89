import { z } from "zod"
import { Id, Line, Paging, PermissionNames, rule, SearchText, Timestamp, TimestampInput } from "../core/schema"
import { RoleInput, RoleKey } from "../memberships/schema"

export const applicationTypes = ["web", "spa", "native", "machine"] as const
export type ApplicationType = (typeof applicationTypes)[number]

const authMethods = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"] as const
const algorithms = ["RS256", "ES256"] as const

/** Who can sign in: everyone in the tenant (or organization), members with a role, or members of some organizations. */
const Access = z
  .enum(["everyone", "roles", "organizations"])
  // Generated Go would otherwise have ApplicationAccessRoles twice: for this value, and for `access_roles`.
  .meta({ "x-enumNames": ["Everyone", "ByRole", "ByOrganization"] })

const Uri = z.string().min(1).max(2000)
const Uris = z.array(Uri).max(20)

const Coordinate = z.string().regex(/^[\w-]{43}$/)

/** One object for both kinds: for a union, generators write code that does not compile. */
const PublicKey = z
  .strictObject({
    kty: z.enum(["RSA", "EC"]),
    n: z
      .string()
      .regex(/^[\w-]{342,1366}$/)
      .optional(),
    e: z
      .string()
      .regex(/^[\w-]{3,6}$/)
      .optional(),
    crv: z.enum(["P-256"]).optional(),
    x: Coordinate.optional(),
    y: Coordinate.optional(),
    kid: z.string().min(1).max(200).optional(),
    alg: z.enum(["RS256", "PS256", "ES256"]).optional(),
    use: z.enum(["sig"]).optional(),
  })
  .refine(({ kty, n, e, crv, x, y }) => (kty === "RSA" ? n && e && !crv && !x && !y : crv && x && y && !n && !e), {
    error: "RSA keys have n and e, EC keys crv, x and y.",
  })

/** Public keys only: RSA of 2048 bits or more, or P-256. */
const Jwks = z
  .strictObject({
    keys: z.array(PublicKey).min(1).max(10),
  })
  .meta({ description: "JSON Web Key Set (RFC 7517) of public keys: RSA or P-256." })

/** A customer's program that signs people in here. */
export const Application = z
  .object({
    id: Id.meta({ description: "Also the OAuth `client_id`." }),
    name: z.string(),
    type: z.enum(applicationTypes),
    status: z.enum(["active", "suspended"]),
    organization_id: Id.nullable().meta({ description: "Null for the whole tenant." }),
    redirect_uris: z.array(z.string()),
    post_logout_uris: z.array(z.string()),
    allowed_origins: z.array(z.string()),
    return_uris: z.array(z.string()),
    initiate_login_uri: z.string().nullable(),
    backchannel_logout_uri: z.string().nullable(),
    third_party: z.boolean(),
    access: Access,
    access_roles: z.array(RoleKey),
    access_organizations: z.array(Id),
    token_endpoint_auth_method: z.enum(authMethods),
    jwks: Jwks.nullable(),
    id_token_alg: z.enum(algorithms),
    device_code: z.boolean(),
    require_verified_email: z.boolean(),
    access_token_ttl_seconds: z.int(),
    permissions: z.array(z.string()),
    apis: z.array(Id),
    made_by: Id.nullable().meta({ description: "Null for the operator." }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Application" })
export type Application = z.input<typeof Application>

const Secret = z.string().meta({ description: "Returned only once. Store it safely." })

export const ApplicationWithSecret = Application.extend({
  client_secret: Secret.optional(),
}).meta({ id: "ApplicationWithSecret" })

const fields = {
  name: Line(100).meta({ example: "Shop" }),
  redirect_uris: Uris.meta({
    description: "Compared exactly. `https`; `http` on loopback; for native also private-use schemes with a dot.",
    example: ["https://shop.example.com/callback"],
  }),
  post_logout_uris: Uris.meta({ example: ["https://shop.example.com/"] }),
  allowed_origins: Uris.meta({
    description: "Origins that may call the token endpoint, besides those of the redirect URIs.",
    example: ["https://shop.example.com"],
  }),
  return_uris: Uris.meta({
    description: "Where people can continue after an invitation, a verification or a password reset. Without a query.",
    example: ["https://shop.example.com/welcome"],
  }),
  initiate_login_uri: Uri.nullable(),
  backchannel_logout_uri: Uri.nullable().meta({
    description: "Where we post a `logout_token` when a sign-in has ended, whatever ended it.",
    example: "https://shop.example.com/logout",
  }),
  third_party: z.boolean().meta({ description: "Whether people have to agree before it gets their data." }),
  access: Access,
  access_roles: z.array(RoleInput).max(20),
  access_organizations: z.array(Id).max(100),
  token_endpoint_auth_method: z.enum(authMethods),
  jwks: Jwks.nullable().meta({ description: "Its public keys. Required for `private_key_jwt`." }),
  id_token_alg: z.enum(algorithms),
  device_code: z.boolean().meta({ description: "Whether it may sign people in on devices without a browser." }),
  require_verified_email: z.boolean(),
  access_token_ttl_seconds: z
    .int()
    .min(60, rule("too_small", { min: 60 }))
    .max(3600, rule("too_large", { max: 3600 })),
  permissions: PermissionNames.meta({ description: "Of a machine; never more than its creator has." }),
  apis: z.array(Id).max(20).meta({ description: "APIs it may request tokens for.", example: [] }),
}

export const NewApplication = z
  .strictObject({
    name: fields.name,
    type: z.enum(applicationTypes),
    tenant_wide: z.boolean().default(false),
    redirect_uris: fields.redirect_uris.default([]),
    post_logout_uris: fields.post_logout_uris.default([]),
    allowed_origins: fields.allowed_origins.default([]),
    return_uris: fields.return_uris.default([]),
    initiate_login_uri: fields.initiate_login_uri.default(null),
    backchannel_logout_uri: fields.backchannel_logout_uri.default(null),
    third_party: fields.third_party.default(false),
    access: fields.access.default("everyone"),
    access_roles: fields.access_roles.default([]),
    access_organizations: fields.access_organizations.default([]),
    token_endpoint_auth_method: fields.token_endpoint_auth_method.optional(),
    jwks: fields.jwks.default(null),
    id_token_alg: fields.id_token_alg.default("RS256"),
    device_code: fields.device_code.default(false),
    require_verified_email: fields.require_verified_email.default(true),
    access_token_ttl_seconds: fields.access_token_ttl_seconds.default(300),
    permissions: fields.permissions.default([]),
    apis: fields.apis.default([]),
  })
  .meta({
    id: "NewApplication",
    example: { name: "Shop", type: "web", redirect_uris: ["https://shop.example.com/callback"] },
  })

export const ApplicationPatch = z
  .strictObject({
    status: z.enum(["active", "suspended"]),
    ...fields,
  })
  .partial()
  .meta({ id: "ApplicationPatch", example: { name: "Shop" } })

/** Where the person goes on after an emailed link. */
export const returnFields = {
  application_id: Id.optional().meta({
    description: "The application that the person continues to.",
    example: "app_123",
  }),
  return_to: Uri.optional().meta({
    description: "One of its `return_uris`, with any query.",
    example: "https://shop.example.com/welcome?plan=team",
  }),
}

/** A secret of an application, without its value. */
export const ApplicationSecret = z
  .object({
    id: Id,
    last_four: z.string(),
    made_by: Id.nullable(),
    created_at: Timestamp,
    expires_at: Timestamp.nullable(),
    last_used_at: Timestamp.nullable(),
  })
  .meta({ id: "ApplicationSecret" })
export type ApplicationSecret = z.input<typeof ApplicationSecret>

export const NewSecretOf = z
  .strictObject({ expires_at: TimestampInput.nullable().optional() })
  .meta({ id: "NewApplicationSecret", example: { expires_at: null } })

export const ApplicationSecretWithValue = ApplicationSecret.extend({ secret: Secret }).meta({
  id: "ApplicationSecretWithValue",
})

export const ApplicationQuery = Paging.extend({
  q: SearchText.optional().meta({ description: "A part of the name, or the `client_id`." }),
})
/** ID of an application. */
export const ApplicationTarget = z.strictObject({ application_id: Id })
export const ApplicationPath = z.strictObject({ id: Id })
/** ID of an application's secret. */
export const SecretTarget = z.strictObject({ application_id: Id, secret_id: Id })
export const SecretPath = z.strictObject({ id: Id, secret_id: Id })
