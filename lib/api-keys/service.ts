import { createHash } from "node:crypto"
import type { z } from "zod"
import { listed, recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { randomToken, sha256 } from "../core/crypto"
import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { outranks, type Role } from "../core/identity/permissions"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { assignableRole, checkGrants } from "../memberships/grants"
import { lockScope, organizationName } from "../organizations/store"
import type { ApiKey, ApiKeyQuery, NewApiKey, Rotation } from "./schema"

const columns = Prisma.sql`
  id, name, organization_id, role, permissions, last_four, maker_id AS made_by, expires_at, last_used_at, rotated_at,
  created_at, updated_at, CASE WHEN expires_at <= now() THEN 'expired' ELSE 'active' END AS status`

/** `nsk_`, 256 random bits, and six characters that let a secret scanner tell a real key from noise. */
function newSecret(): string {
  const token = randomToken()
  return `nsk_${token}${createHash("sha256").update(token).digest("base64url").slice(0, 6)}`
}

/** Keys that the actor's place has: the organization's, and for those who see the whole tenant its own too. */
const visible = ({ tenantId, organizationId, role }: Actor<never>) =>
  Prisma.sql`tenant_id = ${tenantId} AND revoked_at IS NULL
    AND (organization_id = ${organizationId} OR (organization_id IS NULL AND ${!outranks("tenant_admin", role)}::boolean))`

/** The keys of the actor's organization, newest first. */
export async function listApiKeys(
  actor: Actor<"api_keys:read">,
  query: z.output<typeof ApiKeyQuery>,
): Promise<Page<ApiKey>> {
  return listPage<ApiKey>({
    select: columns,
    table: "api_keys",
    within: [visible(actor)],
    sort: { column: "created_at", cast: "timestamptz" },
    descending: true,
    ties: ["id"],
    limit: query.limit,
    cursor: query.cursor,
    total: query.total,
  })
}

async function readKey(client: Tx, actor: Actor<never>, id: string, lock = Prisma.empty): Promise<ApiKey> {
  const [row] = await client.$queryRaw<
    ApiKey[]
  >`SELECT ${columns} FROM api_keys WHERE ${visible(actor)} AND id = ${id} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

/** A person's actor: keys neither make, rotate nor delete keys. @throws AppError not_a_user */
function person({ caller }: Actor<never>): UserCaller {
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller
}

/**
 * Makes a key for the actor's organization, or for the whole tenant.
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
    const now = await lockAndProve(tx, actor)
    const me = person(now)
    if (input.tenant_wide && outranks("tenant_admin", now.role))
      throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
    const role = input.tenant_wide && input.role === "tenant_admin" ? input.role : assignableRole(now, input.role)
    checkGrants(now, input.permissions)
    const { name, permissions } = input
    const expiresAt = input.expires_at ?? null
    await tx.apiKey.create({
      data: {
        tenantId,
        id,
        organizationId,
        name,
        role,
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
    await tellMaker(tx, me, tenantId, actor.organizationId, name)
    return { ...(await readKey(tx, actor, id)), secret }
  })
}

/**
 * Locks what a key belongs to, and asserts that the actor still may. The tenant comes first: a key for all of it ends with
 * its creator's role there.
 */
async function lockAndProve(tx: Tx, actor: Actor<"api_keys:write">): Promise<Actor<"api_keys:write">> {
  const { tenantId, organizationId } = actor
  await lockScope(tx, { tenantId, organizationId: null })
  if (organizationId) await lockScope(tx, { tenantId, organizationId })
  return assertStillAuthorized(tx, actor, "api_keys:write")
}

type SecretOf = { tenantId: string; organizationId: string | null; id: string; expiresAt: Date | null }

async function storeSecret(
  tx: Tx,
  secret: string,
  { tenantId, organizationId, id, expiresAt }: SecretOf,
): Promise<void> {
  await tx.secret.create({
    data: { hash: sha256(secret), kind: "api_key", tenantId, organizationId, subject: id, expiresAt },
  })
}

async function tellMaker(
  tx: Tx,
  me: UserCaller,
  tenantId: string,
  organizationId: string | null,
  key: string,
): Promise<void> {
  const organization = organizationId ? await organizationName(tenantId, organizationId, tx) : "the whole tenant"
  const data = { name: me.name, key, organization, url: linkTo(`/api-keys?org=${organizationId ?? ""}`) }
  await enqueueMail(tx, { to: me.email, template: "api_key_created", data, tenantId })
}

/** @throws AppError role_above_your_own, permission_not_held: nobody takes over a key that is worth more than they are */
function checkWorth(actor: Actor<never>, key: ApiKey): void {
  if (outranks(key.role as Role, actor.role)) throw new AppError("role_above_your_own")
  checkGrants(actor, key.permissions)
}

/**
 * Gives a key a new secret; the old one works on for the overlap. Whoever rotates becomes the key's maker.
 * @throws AppError not_found, role_above_your_own, permission_not_held
 */
export async function rotateApiKey(actor: Actor<"api_keys:write">, id: string, input: z.output<typeof Rotation>) {
  person(actor)
  const secret = newSecret()
  return transaction(async (tx) => {
    const now = await lockAndProve(tx, actor)
    const me = person(now)
    const key = await readKey(tx, now, id, Prisma.sql`FOR UPDATE`)
    checkWorth(now, key)
    invalidate(`key:${id}`)
    const { tenantId } = actor
    const over = Prisma.sql`now() + make_interval(secs => ${input.overlap_seconds}::int)`
    await tx.$executeRaw`
      UPDATE secrets SET expires_at = ${over}
      WHERE kind = 'api_key' AND tenant_id = ${tenantId} AND subject = ${id} AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > ${over})`
    const expiresAt = key.expires_at as Date | null
    await storeSecret(tx, secret, { tenantId, organizationId: key.organization_id, id, expiresAt })
    await tx.$executeRaw`
      UPDATE api_keys SET maker_id = ${me.userId}, last_four = ${secret.slice(-4)}, rotated_at = now(), updated_at = now()
      WHERE tenant_id = ${tenantId} AND id = ${id}`
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId: key.organization_id,
      action: "api_key.rotated",
      target: { type: "api_key", id },
      after: { overlap_seconds: input.overlap_seconds },
    })
    return { ...(await readKey(tx, actor, id)), secret }
  })
}

/**
 * Revokes a key, and the pending invites that it made.
 * @throws AppError not_found, role_above_your_own
 */
export async function deleteApiKey(actor: Actor<"api_keys:write">, id: string): Promise<void> {
  person(actor)
  await transaction(async (tx) => {
    const now = await lockAndProve(tx, actor)
    const key = await readKey(tx, now, id, Prisma.sql`FOR UPDATE`)
    if (outranks(key.role as Role, now.role)) throw new AppError("role_above_your_own")
    const { tenantId } = actor
    const { invites } = await end(tx, "api_key_revoked", { tenantIds: [tenantId], keyId: id })
    await recordEvent(tx, now.caller, {
      tenantId,
      organizationId: key.organization_id,
      action: "api_key.revoked",
      target: { type: "api_key", id },
      after: listed({ invites }),
    })
  })
}
