// What a person cannot see in a text. For browsers too.

/** Embeddings, overrides and isolates, which turn the direction of what follows. Refused in names, never just dropped. */
const turning = "\\u202a-\\u202e\\u2066-\\u2069"
const blank = "\\s\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800"
/** Variation selectors and tags finish an emoji: they stay after it. */
const finishing = "\\ufe00-\\ufe0f\\u{e0020}-\\u{e007f}\\u{e0100}-\\u{e01ef}"

const leading = new RegExp(`^(?:(?![${turning}])[${blank}])+`, "u")
const trailing = new RegExp(`(?:(?![${turning}${finishing}])[${blank}])+$`, "u")
const strayTags = /[\u{e0020}-\u{e007f}]+$/u
const anythingSeen = new RegExp(`[^${blank}\\p{Cc}\\p{M}]`, "u")

/**
 * Text without spaces and invisible characters at both ends: zero-width, fillers, direction marks. Those inside stay, as
 * the joiners of emoji and of Persian words do.
 */
export function trimInvisible(text: string): string {
  const trimmed = text.replace(leading, "").replace(trailing, "")
  return trimmed.includes("\u{1f3f4}") ? trimmed : trimmed.replace(strayTags, "").replace(trailing, "")
}

/** Whether a text shows anything at all. */
export const isSeen = (text: string): boolean => anythingSeen.test(text)

/** An address without what pasting leaves at its ends, but for what turns the direction of the whole. */
export function trimAddress(text: string): string {
  return text.replace(
    /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu,
    (end) => (/[\u202d\u202e]/.test(end) ? end : ""),
  )
}

/** What stands before the first invisible character of a text, its last 24 characters; null where there is none. */
export function beforeInvisible(text: string): string | null {
  const at = text.search(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u)
  return at < 0 ? null : [...text.slice(0, at)].slice(-24).join("")
}

/** A code as its ASCII letters and digits: digits of any script (NFKC), without spaces, dashes and invisible characters. */
export function plainCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}\p{Cf}\u2212]+/gu, "")
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)))
}

/** Decimal digits come in runs of ten, from zero on (Unicode, §4.6). */
function digitOf(point: number): number {
  let zero = point
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--
  return point - zero
}
