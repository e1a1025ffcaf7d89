import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { Prisma, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { delegation, outranks } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { assertMayGrant, assignableRole } from "../memberships/assign"
import { readKey } from "./read"
import type { ApiKey, Rotation } from "./schema"
import { newSecret, storeSecret } from "./secret"
import { lockAndAuthorize, person, tellHolder } from "./service"

/**
 * Prevents taking over a key with more access than one's own. @throws AppError role_above_your_own, permission_not_held
 */
async function checkWorth(tx: Tx, actor: Actor<never>, key: ApiKey, userId: string): Promise<void> {
  if (outranks(key.role_rank, actor.role_rank)) throw new AppError("role_above_your_own")
  if (key.role !== "tenant_admin")
    assignableRole(actor, (await readTerms(tx, actor.tenantId, [key.role], "share")).get(key.role))
  // What the operator granted stays with the person it was granted to.
  assertMayGrant(
    actor,
    key.permissions.filter((permission) => permission !== delegation || key.made_by !== userId),
  )
}

/**
 * Rotates a key's secret; the old one stays valid for the overlap. The actor becomes the key's creator.
 * @throws AppError not_found, role_above_your_own, permission_not_held
 */
export async function rotateApiKey(actor: Actor<"api_keys:write">, id: string, input: z.output<typeof Rotation>) {
  person(actor)
  const secret = newSecret()
  return transaction(async (tx) => {
    const current = await lockAndAuthorize(tx, actor)
    const me = person(current)
    const key = await readKey(tx, current, id, Prisma.sql`FOR UPDATE`)
    await checkWorth(tx, current, key, me.userId)
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
    await tellHolder(tx, "api_key_rotated", me, { tenantId, organizationId: key.organization_id, key: key.name })
    return { ...(await readKey(tx, actor, id)), secret }
  })
}
