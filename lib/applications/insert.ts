import type { z } from "zod"
import { Prisma, type Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { newId } from "../core/db/ids"
import { fieldError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { writeOrigins } from "./origins"
import type { NewApplication } from "./schema"
import { hasSecret, storeSecret } from "./secrets"
import type { StoredApplication } from "./store"

type Input = z.output<typeof NewApplication>

/**
 * Inserts an application, and its first secret where it has one. Callers authorize and record.
 * @returns its ID and, this once, the secret
 * @throws AppError validation_failed
 */
export async function insertApplication(
  tx: Tx,
  { tenantId, organizationId, creatorId }: Scope & { creatorId: string | null },
  input: Input,
): Promise<{ id: string; secret: string | null }> {
  const method = authMethod(input)
  checkFlows({ ...input, token_endpoint_auth_method: method })
  const id = newId("app")
  await tx.application.create({
    data: {
      tenantId,
      id,
      organizationId,
      name: input.name,
      search: foldedName(input.name),
      type: input.type,
      redirectUris: input.redirect_uris,
      postLogoutUris: input.post_logout_uris,
      allowedOrigins: input.allowed_origins,
      returnUris: input.return_uris,
      initiateLoginUri: input.initiate_login_uri,
      backchannelLogoutUri: input.backchannel_logout_uri,
      thirdParty: input.third_party,
      access: input.access,
      accessRoles: input.access_roles,
      accessOrganizations: input.access_organizations,
      authMethod: method,
      jwks: input.jwks ?? Prisma.DbNull,
      idTokenAlg: input.id_token_alg,
      deviceCode: input.device_code,
      requireVerifiedEmail: input.require_verified_email,
      accessTokenTtlSeconds: input.access_token_ttl_seconds,
      permissions: input.permissions,
      apiIds: input.apis,
      creatorId,
    },
  })
  await tx.applicationTenant.create({ data: { applicationId: id, tenantId } })
  await writeOrigins(tx, { tenantId, id }, input)
  if (!hasSecret(method)) return { id, secret: null }
  const { secret } = await storeSecret(tx, { tenantId, id, by: creatorId, expiresAt: null })
  return { id, secret }
}

/** Public applications have no secret; servers and machines have to have one. @throws AppError validation_failed */
function authMethod({ type, token_endpoint_auth_method: asked }: Input) {
  const isPublic = type === "spa" || type === "native"
  const method = asked ?? (isPublic ? "none" : "client_secret_basic")
  if (isPublic !== (method === "none")) throw fieldError("token_endpoint_auth_method", "invalid")
  return method
}

type Flows = Pick<StoredApplication, "type" | "token_endpoint_auth_method" | "jwks" | "device_code">

/** @throws AppError validation_failed */
export function checkFlows({ type, token_endpoint_auth_method: method, jwks, device_code }: Flows): void {
  if (method === "private_key_jwt" && !jwks) throw fieldError("jwks", "required")
  if (type === "machine" && device_code) throw fieldError("device_code", "invalid")
}
