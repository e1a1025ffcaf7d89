import { expireKeys } from "../api-keys/expire"
import { db } from "../core/db/client"
import { log } from "../core/observability/log"
import { expireMemberships, organizationsWithExpired } from "../memberships/expire"

/** Every minute: revokes what depends on expired memberships and API keys. */
export async function endExpired(): Promise<void> {
  const tenants = await db().$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tenants t
    WHERE EXISTS (SELECT FROM memberships m WHERE m.tenant_id = t.id AND m.expires_at <= now()
                    AND m.expired_at IS NULL AND m.deleted_at IS NULL)
       OR EXISTS (SELECT FROM api_keys k WHERE k.tenant_id = t.id AND k.expires_at <= now()
                    AND k.expired_at IS NULL AND k.revoked_at IS NULL)`
  let ended = 0
  for (const { id: tenantId } of tenants) {
    for (const organizationId of await organizationsWithExpired(tenantId))
      ended += await untilNone(() => expireMemberships({ tenantId, organizationId }))
    ended += await expireKeys(tenantId)
  }
  if (ended > 0) log.info(`carried out the end dates of ${ended} memberships and API keys`)
}

/** Repeats a step until it finds nothing left. @returns the sum */
async function untilNone(step: () => Promise<number>): Promise<number> {
  let sum = 0
  for (let n = await step(); n > 0; n = await step()) sum += n
  return sum
}
