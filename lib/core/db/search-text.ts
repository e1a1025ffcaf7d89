/** Truncates a text to at most `bytes` bytes of UTF-8, whole characters only: an index row has a size limit. */
export function cut(text: string, bytes: number): string {
  if (text.length * 4 <= bytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}

/** LIKE pattern that matches texts containing `text`, with special characters escaped. */
export const containing = (text: string): string => `%${likeEscape(text)}%`

/** LIKE pattern that matches texts with a word that begins with `text`, where each word follows a space. */
export const containingWord = (text: string): string => `% ${likeEscape(text)}%`

const likeEscape = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/** Character class, in PostgreSQL's regular expressions, that precedes a word: folded text has no other punctuation. */
const boundary = "(^|[] !\"#$%&'()*+,./:;<=>?@^_`{|}~[\\\\-])"

/**
 * PostgreSQL regular expression that matches folded text with a word that begins with `text`. Served by the trigram
 * index, except for `isHigh` texts.
 */
export function wordBeginning(text: string): string {
  return `${boundary}${text.replace(/[!-/:-@[-`{-~]/g, "\\$&")}`
}

/**
 * Whether folded text begins beyond U+07FF. PostgreSQL extracts no trigrams from regular expressions there; `fold` puts
 * a space before such words.
 */
export const isHigh = (text: string): boolean => text >= "\u0800"
