import type { StoredApplication } from "../applications/store"
import { touchSecret } from "../applications/touch"
import { currentRequest, type RequestContext } from "../core/context"
import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { currentClient } from "../core/rate-limit/client-network"
import { limit } from "../core/rate-limit/limits"
import { activeApplication } from "./sign-in"

type Secret = { id: string; stale: boolean; seconds: number | null }

const used = new WeakMap<RequestContext, Secret>()

/** The secret that this request has authenticated by, and in how many seconds it expires. */
export const secretOfRequest = (): Pick<Secret, "id" | "seconds"> | undefined => used.get(currentRequest())

/**
 * Whether a secret is one of an application's active ones. Found by its hash, so that no comparison takes time. Wrong
 * ones are counted per application and client, so that no one locks out another; a right one is never refused.
 * @throws AppError rate_limited, only for a wrong one
 */
export async function opensApplication(id: string, secret: string): Promise<boolean> {
  const application = await activeApplication(id)
  if (!application) return false
  const { tenant_id: tenantId } = application
  const [found] = await db().$queryRaw<Secret[]>`
    SELECT s.id, s.last_used_at IS NULL OR s.last_used_at < now() - interval '5 minutes' AS stale,
      extract(epoch FROM s.expires_at - now())::float8 AS seconds FROM application_secrets s
    WHERE s.tenant_id = ${tenantId} AND s.application_id = ${id} AND s.hash = ${sha256(secret)} AND s.revoked_at IS NULL
      AND (s.expires_at IS NULL OR s.expires_at > now())`
  if (found) used.set(currentRequest(), found)
  if (found?.stale) await touchSecret(tenantId, id, found.id)
  if (!found) await limit("client_secret_failures", `${id} ${currentClient()}`)
  return found !== undefined
}

/** Whether a secret that has authenticated an application still does. */
export async function secretLives(
  { tenant_id, id }: StoredApplication,
  hash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT s.id FROM application_secrets s
    WHERE s.tenant_id = ${tenant_id} AND s.application_id = ${id} AND s.hash = ${hash} AND s.revoked_at IS NULL
      AND (s.expires_at IS NULL OR s.expires_at > now())`
  return rows.length > 0
}
