import { Prisma } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { fold } from "../core/fold"
import type { Actor } from "../core/identity/authorize"
import type { UserQuery } from "../users/schema"
import { otherFilters } from "./filters"
import { scope } from "./list"

/**
 * Similarity of trigrams that a name must reach. PostgreSQL's default of 0.6 rejects one wrong letter in a short name.
 */
const similar = "0.45"
const most = 3

/**
 * Returns the member names most similar to a search that found nothing, at most three. The same filters apply, so that
 * each finds a member. Uses the trigram index on `search`, which contains the name.
 */
export async function suggestNames(actor: Actor<"users:read">, query: UserQuery): Promise<string[]> {
  const text = fold(query.q ?? "")
  if ([...text].length < 3) return []
  const where = [
    ...scope(actor, query),
    ...otherFilters(query),
    Prisma.sql`${text} <% search`,
    Prisma.sql`${text} <% name_sort`,
  ]
  const rows = await transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${similar}, true)`
    return tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM memberships WHERE ${Prisma.join(where, " AND ")}
      ORDER BY word_similarity(${text}, name_sort) DESC, name_sort, user_id LIMIT ${most * 4}`
  })
  return [...new Set(rows.map((row) => row.name))].slice(0, most)
}
