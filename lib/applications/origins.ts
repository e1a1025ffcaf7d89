import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { originsOf } from "./uris"

/** Writes from which origins an application's pages call us: those of its redirect URIs, and the allowed ones. */
export async function writeOrigins(
  tx: Tx,
  { tenantId, id: applicationId }: { tenantId: string; id: string },
  uris: Parameters<typeof originsOf>[0],
): Promise<void> {
  const origins = [...originsOf(uris)].filter((origin) => /^https?:/.test(origin))
  invalidate(`application:${applicationId}`, ...origins.map((origin) => `application:${origin}` as const))
  await tx.applicationOrigin.deleteMany({ where: { tenantId, applicationId } })
  await tx.applicationOrigin.createMany({ data: origins.map((origin) => ({ origin, applicationId, tenantId })) })
}
