import { touchSecret } from "../applications/touch"
import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { currentClient } from "../core/rate-limit/client-network"
import { limit } from "../core/rate-limit/limits"
import { activeApplication } from "./sign-in"

/**
 * Whether a secret is one of an application's active ones. Found by its hash, so that no comparison takes time. Wrong
 * ones are counted per application and client, so that no one locks out another; a right one is never refused.
 * @throws AppError rate_limited, only for a wrong one
 */
export async function opensApplication(id: string, secret: string): Promise<boolean> {
  const application = await activeApplication(id)
  if (!application) return false
  const { tenant_id: tenantId } = application
  const [found] = await db().$queryRaw<{ id: string; stale: boolean }[]>`
    SELECT id, last_used_at IS NULL OR last_used_at < now() - interval '5 minutes' AS stale FROM application_secrets
    WHERE tenant_id = ${tenantId} AND application_id = ${id} AND hash = ${sha256(secret)} AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > now())`
  if (found?.stale) await touchSecret(tenantId, id, found.id)
  if (!found) await limit("client_secret_failures", `${id} ${currentClient()}`)
  return found !== undefined
}
