/** A character as people see it: a flag, a letter with its accents, an emoji of several parts. */
const character = /^(?:\p{RI}\p{RI}|\P{M}[\p{M}\p{EMod}]*(?:\u200d\P{M}[\p{M}\p{EMod}]*)*)/u

/** Returns the first characters of a name's first and last word, for a circle in place of a picture. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return (
    ends
      .map((word) => character.exec(word ?? "")?.[0] ?? "")
      .join("")
      .toUpperCase() || "?"
  )
}
