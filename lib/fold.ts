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

/** A pattern for LIKE in which `text` stands for itself. */
export function likeEscape(text: string): string {
  return text.replace(/[\\%_]/g, (c) => `\\${c}`)
}
