/**
 * Folds text for sorting and search: compatibility forms, no accents, lower case, single spaces.
 * In JavaScript only, so that a cursor made here compares the same in SQL (COLLATE "C").
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
}

/** The beginning of a text, at most so many bytes of UTF-8 and only whole characters: an index row has a limit. */
export function cut(text: string, bytes: number): string {
  if (text.length * 4 <= bytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}

/** A pattern for LIKE that fits what contains `text`, in which nothing else is a pattern. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
}
