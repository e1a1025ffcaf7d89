import { Prisma } from "../core/db/client"
import { containing, containingWord, isHigh, wordBeginning } from "../core/db/search-text"
import { fold } from "../core/fold"

/**
 * Condition for members that match a search. One or two characters match the start of words, three or more any part. In
 * scripts without spaces each character is a word (`fold`), so one character finds any part. `search` contains the name
 * before the address and has the trigram index, so it is used even where only names may match.
 */
export function matches(q: string, full: boolean): Prisma.Sql[] {
  const text = fold(q)
  // Only invisible characters or accents.
  if (!text) return [Prisma.sql`false`]
  const columns = (full ? ["search"] : ["search", "name_sort"]).map(Prisma.raw)
  if ([...text].length >= 3) return columns.map((column) => Prisma.sql`${column} LIKE ${containing(text)}`)
  if (!isHigh(text)) return columns.map((column) => Prisma.sql`${column} ~ ${wordBeginning(text)}`)
  const pattern = containingWord(text)
  return [Prisma.sql`search LIKE ${pattern}`, ...(full ? [] : [Prisma.sql`' ' || name_sort LIKE ${pattern}`])]
}
