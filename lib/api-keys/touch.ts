import { touch } from "../core/cache/last-seen"
import { db } from "../core/db/client"

/** Notes that a key was used, at most every five minutes. Never brings a revoked one back. */
export function touchKey(tenantId: string, id: string, lastUsedAt: Date | null): void {
  touch(
    id,
    lastUsedAt,
    () =>
      db.$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL`,
  )
}
