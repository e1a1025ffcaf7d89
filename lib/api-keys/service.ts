import type { z } from "zod"
import { listed, recordEvent } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { builtInTerms, outranks, type RoleTerms, storedRank } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { assertMayGrant, assignableRole } from "../memberships/assign"
import { lockScope, organizationName } from "../organizations/store"
import { registerPermissions } from "../permissions/registry"
import { readKey } from "./read"
import type { NewApiKey } from "./schema"
import { newSecret, storeSecret } from "./secret"

/** Returns the actor's person: keys can't create, rotate or delete keys. @throws AppError not_a_user */
export function person({ caller }: Actor<never>): UserCaller {
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller
}

/**
 * Creates a key for the actor's organization, or for the whole tenant.
 * @returns the key and, this once, its secret
 * @throws AppError role_above_your_own, permission_not_held, permission_required (tenant_wide), validation_failed
 */
export async function createApiKey(actor: Actor<"api_keys:write">, input: z.output<typeof NewApiKey>) {
  person(actor)
  if (input.expires_at && input.expires_at <= new Date()) throw fieldError("expires_at", "in_the_past")
  const { tenantId } = actor
  const organizationId = input.tenant_wide ? null : actor.organizationId
  const id = newId("key")
  const secret = newSecret()
  return transaction(async (tx) => {
    const current = await lockAndAuthorize(tx, actor)
    const me = person(current)
    if (input.tenant_wide && outranks("tenant_admin", current.role_rank))
      throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
    const { role, role_rank } = await roleOf(tx, current, input)
    assertMayGrant(current, input.permissions)
    const { name, permissions } = input
    const expiresAt = input.expires_at ?? null
    await registerPermissions(tx, tenantId, permissions)
    await tx.apiKey.create({
      data: {
        tenantId,
        id,
        organizationId,
        name,
        search: foldedName(name),
        role,
        roleRank: storedRank({ role, role_rank }),
        permissions,
        lastFour: secret.slice(-4),
        creatorId: me.userId,
        expiresAt,
      },
    })
    await storeSecret(tx, secret, { tenantId, organizationId, id, expiresAt })
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId,
      action: "api_key.created",
      target: { type: "api_key", id },
      after: { role, permissions, tenant_wide: input.tenant_wide },
    })
    await tellHolder(tx, "api_key_created", me, { tenantId, organizationId, key: name })
    return { ...(await readKey(tx, actor, id)), secret }
  })
}

/** The role of a new key: a tenant-wide one may also be a tenant admin's. */
async function roleOf(tx: Tx, current: Actor<"api_keys:write">, input: z.output<typeof NewApiKey>): Promise<RoleTerms> {
  if (input.tenant_wide && input.role === "tenant_admin") return builtInTerms(input.role)
  return assignableRole(current, (await readTerms(tx, current.tenantId, [input.role], "share")).get(input.role))
}

/**
 * Locks a key's organization or tenant, and repeats the authorization. Tenant first: a tenant-wide key is revoked with
 * its creator's role there.
 */
export async function lockAndAuthorize(tx: Tx, actor: Actor<"api_keys:write">): Promise<Actor<"api_keys:write">> {
  const { tenantId, organizationId } = actor
  await lockScope(tx, { tenantId, organizationId: null })
  if (organizationId) await lockScope(tx, { tenantId, organizationId })
  return assertStillAuthorized(tx, actor, "api_keys:write")
}

/** Emails the person who received a key's secret. */
export async function tellHolder(
  tx: Tx,
  template: "api_key_created" | "api_key_rotated",
  me: UserCaller,
  { tenantId, organizationId, key }: Scope & { key: string },
): Promise<void> {
  const organization = organizationId ? await organizationName(tenantId, organizationId, tx) : null
  const data = { name: me.name, key, organization, url: linkTo(`/api-keys?org=${organizationId ?? ""}`) }
  await enqueueMail(tx, { to: me.email, template, data, tenantId })
}

/**
 * Revokes a key, and its pending invites.
 * @throws AppError not_found, role_above_your_own
 */
export async function deleteApiKey(actor: Actor<"api_keys:write">, id: string): Promise<void> {
  person(actor)
  await transaction(async (tx) => {
    const current = await lockAndAuthorize(tx, actor)
    const key = await readKey(tx, current, id, Prisma.sql`FOR UPDATE`)
    if (outranks(key.role_rank, current.role_rank)) throw new AppError("role_above_your_own")
    const { tenantId } = actor
    const { invites } = await end(tx, "api_key_revoked", { tenantIds: [tenantId], keyIds: [id] })
    await recordEvent(tx, current.caller, {
      tenantId,
      organizationId: key.organization_id,
      action: "api_key.revoked",
      target: { type: "api_key", id },
      after: listed({ invites }),
    })
  })
}
