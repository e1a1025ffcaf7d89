// Invisible characters. For browsers too.

/** Embeddings, overrides and isolates, which change the text direction. Rejected in names, never silently dropped. */
const turning = "\\u202a-\\u202e\\u2066-\\u2069"
const blank = "\\s\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800"
/** Variation selectors and tags complete an emoji: they are kept after it. */
const finishing = "\\ufe00-\\ufe0f\\u{e0020}-\\u{e007f}\\u{e0100}-\\u{e01ef}"

const leading = new RegExp(`^(?:(?![${turning}])[${blank}])+`, "u")
const trailing = new RegExp(`(?:(?![${turning}${finishing}])[${blank}])+$`, "u")
const strayTags = /[\u{e0020}-\u{e007f}]+$/u
const anythingSeen = new RegExp(`[^${blank}\\p{Cc}\\p{M}]`, "u")

/**
 * Trims spaces and invisible characters at both ends: zero-width, fillers, direction marks. Those inside stay, such as
 * the joiners of emoji and of Persian words.
 */
export function trimInvisible(text: string): string {
  const trimmed = text.replace(leading, "").replace(trailing, "")
  return trimmed.includes("\u{1f3f4}") ? trimmed : trimmed.replace(strayTags, "").replace(trailing, "")
}

/** Whether a text has any visible character. */
export const isSeen = (text: string): boolean => anythingSeen.test(text)

/** Trims what pasting leaves at the ends of an address, except direction overrides. */
export function trimAddress(text: string): string {
  return text.replace(
    /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu,
    (end) => (/[\u202d\u202e]/.test(end) ? end : ""),
  )
}

/** Returns the last 24 characters before a text's first invisible character; null where there is none. */
export function beforeInvisible(text: string): string | null {
  const at = text.search(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u)
  return at < 0 ? null : [...text.slice(0, at)].slice(-24).join("")
}

/**
 * Reduces a code to ASCII letters and digits: digits of any script (NFKC), without spaces, dashes and invisible
 * characters.
 */
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
