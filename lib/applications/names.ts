import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { visible } from "./store"

/** Returns the names of applications that the actor can see, by ID, in one statement. */
export async function applicationNames(
  actor: Actor<"applications:read">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM applications WHERE ${visible(actor)} AND id = ANY(${[...ids]}::text[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
