import type { z } from "zod"
import { randomToken, sha256 } from "../core/crypto"
import { db, Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Paging } from "../core/schema"
import { noteSessionsEnded } from "../revocations/ends"
import type { ApplicationSecret, NewSecretOf } from "./schema"
import { readApplication } from "./store"
import { assertMayTakeOver } from "./take-over"
import { lockAndAuthorize, record } from "./write"

/** Whether an application authenticates by a secret. */
export const hasSecret = (method: string) => method.startsWith("client_secret_")

/** Two at a time: one is in use while the other replaces it. */
const most = 2

const columns = Prisma.sql`id, last_four, creator_id AS made_by, created_at, expires_at, last_used_at`

/** Returns an application's active secrets, without their values. @throws AppError not_found */
export async function listSecrets(
  actor: Actor<"applications:read">,
  id: string,
  page: z.output<typeof Paging>,
): Promise<Page<ApplicationSecret>> {
  await readApplication(db(), actor, id)
  return listPage<ApplicationSecret>({
    select: columns,
    table: "application_secrets",
    within: [
      Prisma.sql`tenant_id = ${actor.tenantId}`,
      Prisma.sql`application_id = ${id}`,
      Prisma.sql`revoked_at IS NULL`,
      Prisma.sql`(expires_at IS NULL OR expires_at > now())`,
    ],
    ...byCreation,
    descending: true,
    page,
  })
}

function live(client: Tx, tenantId: string, id: string): Promise<ApplicationSecret[]> {
  return client.$queryRaw<ApplicationSecret[]>`
    SELECT ${columns} FROM application_secrets
    WHERE tenant_id = ${tenantId} AND application_id = ${id} AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > now())
    ORDER BY created_at`
}

/** Stores a new secret. @returns its row and, this once, its value */
export async function storeSecret(
  tx: Tx,
  of: { tenantId: string; id: string; by: string | null; expiresAt: Date | null },
) {
  const secret = `nss_${randomToken()}`
  const id = newId("sec")
  await tx.applicationSecret.create({
    data: {
      tenantId: of.tenantId,
      applicationId: of.id,
      id,
      hash: sha256(secret),
      lastFour: secret.slice(-4),
      creatorId: of.by,
      expiresAt: of.expiresAt,
    },
  })
  return { id, secret }
}

/**
 * Adds a secret to a web or machine application, at most a second one.
 * @throws AppError not_found, role_above_your_own, permission_not_held, validation_failed
 */
export async function createSecret(
  actor: Actor<"applications:write">,
  id: string,
  { expires_at: expiresAt = null }: z.output<typeof NewSecretOf>,
) {
  if (expiresAt && expiresAt <= new Date()) throw fieldError("expires_at", "in_the_past")
  const { tenantId } = actor
  return transaction(async (tx) => {
    const { actor: current, me } = await lockAndAuthorize(tx, actor)
    const application = await readApplication(tx, current, id, Prisma.sql`FOR UPDATE`)
    if (!hasSecret(application.token_endpoint_auth_method)) throw fieldError("id", "invalid", { reason: "no_secret" })
    await assertMayTakeOver(tx, current, application)
    if ((await live(tx, tenantId, id)).length >= most) throw fieldError("id", "invalid", { reason: "two_secrets" })
    const made = await storeSecret(tx, { tenantId, id, by: me.userId, expiresAt })
    await record(tx, current, "application.secret_created", application, { secret: made.id })
    const row = (await live(tx, tenantId, id)).find((one) => one.id === made.id)
    if (!row) throw new AppError("not_found")
    return { ...row, secret: made.secret }
  })
}

/** Revokes a secret: it is refused from this commit on, and so are tokens that a machine got for it. @throws AppError not_found */
export async function revokeSecret(actor: Actor<"applications:write">, id: string, secretId: string): Promise<void> {
  await transaction(async (tx) => {
    const { actor: current } = await lockAndAuthorize(tx, actor)
    const application = await readApplication(tx, current, id, Prisma.sql`FOR UPDATE`)
    const revoked = await tx.$executeRaw`
      UPDATE application_secrets SET revoked_at = now()
      WHERE tenant_id = ${actor.tenantId} AND application_id = ${id} AND id = ${secretId} AND revoked_at IS NULL`
    if (revoked === 0) throw new AppError("not_found")
    const { tenant_id, organization_id } = application
    if (application.type === "machine")
      await noteSessionsEnded(tx, [{ tenant_id, organization_id, application_id: id, sid: secretId }])
    await record(tx, current, "application.secret_revoked", application, { secret: secretId })
  })
}
