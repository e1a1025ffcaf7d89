import { db } from "../core/db/client"

/** Purges the API keys of an organization or, without one, those of the whole tenant, with their secrets. */
export async function purgeKeys(tenantId: string, organizationId: string | null): Promise<void> {
  const rows = await db().apiKey.findMany({ where: { tenantId, organizationId }, select: { id: true } })
  const ids = rows.map((row) => row.id)
  await db().secret.deleteMany({ where: { kind: "api_key", subject: { in: ids } } })
  await db().apiKey.deleteMany({ where: { tenantId, id: { in: ids } } })
}
