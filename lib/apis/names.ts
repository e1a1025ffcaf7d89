import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { apisNamed } from "./store"

/** Returns the names of APIs of the actor's tenant, by ID, in one statement. */
export async function apiNames(
  { tenantId }: Actor<"applications:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const apis = await apisNamed(db(), tenantId, ids)
  return new Map(apis.map(({ id, name }) => [id, name]))
}
