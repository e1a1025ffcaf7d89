import { fold } from "../fold"
import { batch } from "./batches"
import { Prisma } from "./client"
import { containing, cut } from "./search-text"

const beyondAscii = /[^\0-\x7f]/

/** Returns the copy of a name that searches compare; null for plain ASCII, whose lower case is the same. */
export const foldedName = (name: string | null): string | null =>
  name && beyondAscii.test(name) ? cut(fold(name), 800) : null

/** Condition for rows whose `name` contains a search, by its folded copy in `search`. */
export function nameContains(q: string): Prisma.Sql {
  const text = fold(q)
  // Only invisible characters or accents.
  return text ? Prisma.sql`COALESCE(search, lower(name)) LIKE ${containing(text)}` : Prisma.sql`false`
}

/** Condition for rows whose copy may be outdated: an older version knew no copy, or folded differently. */
export const mayBeStale = Prisma.sql`(search IS NOT NULL OR octet_length(name) > char_length(name))`

type Row = { id: string; name: string; search: string | null }

/** Columns of rows to rewrite. */
export type Fresh = { ids: string[]; names: string[]; copies: (string | null)[] }

/**
 * Updates the folded copies of a table's names, a fixed number of rows per statement, and rewrites only what differs.
 * @param read returns at most `batch` rows after an ID, in order
 * @param write skips rows that were renamed meanwhile
 * @returns how many rows were rewritten
 */
export async function refoldCopies(
  read: (after: string) => Promise<Row[]>,
  write: (fresh: Fresh) => Promise<number>,
): Promise<number> {
  let rewritten = 0
  for (let after = ""; ; ) {
    const rows = await read(after)
    const stale = rows.filter(({ name, search }) => foldedName(name) !== search)
    const column = <T>(of: (row: Row) => T) => stale.map(of)
    if (stale.length > 0)
      rewritten += await write({
        ids: column((row) => row.id),
        names: column((row) => row.name),
        copies: column((row) => foldedName(row.name)),
      })
    const last = rows.at(-1)
    if (!last || rows.length < batch) return rewritten
    after = last.id
  }
}
