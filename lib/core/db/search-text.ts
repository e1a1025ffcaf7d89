/** The beginning of a text, at most so many bytes of UTF-8 and only whole characters: an index row has a limit. */
export function cut(text: string, bytes: number): string {
  if (text.length * 4 <= bytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}

/** A pattern for LIKE that fits what contains `text`, in which nothing else is a pattern. */
export const containing = (text: string): string => `%${likeEscape(text)}%`

/** A pattern for LIKE that fits what has a word that begins with `text`, where a space precedes each. */
export const containingWord = (text: string): string => `% ${likeEscape(text)}%`

const likeEscape = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/** A character before which a word begins, as a regular expression of PostgreSQL: folded text has no other punctuation. */
const boundary = "(^|[] !\"#$%&'()*+,./:;<=>?@^_`{|}~[\\\\-])"

/** A regular expression of PostgreSQL: a word in folded text begins with `text`. The trigram index can answer it, but for what `isHigh`. */
export function wordBeginning(text: string): string {
  return `${boundary}${text.replace(/[!-/:-@[-`{-~]/g, "\\$&")}`
}

/** Whether folded text begins beyond U+07FF. PostgreSQL takes no trigrams from regular expressions there; `fold` puts a space before such words. */
export const isHigh = (text: string): boolean => text >= "\u0800"
