/** Supported encodings, as TextDecoder calls them: guessed ones first, then those only selectable by hand. */
export const encodings = [
  ...(["utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1250", "windows-1251", "windows-1253"] as const),
  ...(["windows-1254", "windows-1255", "windows-1256", "shift_jis", "gb18030", "big5", "euc-kr", "macintosh"] as const),
] as const

export type Encoding = (typeof encodings)[number]

export const decode = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes)

/** Bytes examined to detect UTF-16 and the language. */
const looked = 64 * 1024

/**
 * Guesses the encoding of a text file: by its byte order mark, by the zero bytes of UTF-16, as UTF-8 where that is
 * valid; otherwise by letter frequency. It is a guess, so users see it and can select another.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  const some = bytes.subarray(0, looked)
  const zeros = [0, 0]
  for (const [i, byte] of some.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) > some.length / 8) return even > odd ? "utf-16be" : "utf-16le"
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return "utf-8"
  } catch {
    return guessCodePage(some)
  }
}

/** Frequent letters of languages in non-Latin scripts. */
const frequent = { "windows-1251": "оеаинтсрвлк", "windows-1253": "αοιετσνηυρςί" } as const

/**
 * Guesses a code page: runs of three or more non-ASCII letters mean another alphabet; isolated ones among Latin letters
 * are accented letters.
 */
function guessCodePage(bytes: Uint8Array): Encoding {
  let [all, inWords, run] = [0, 0, 0]
  for (const byte of bytes) {
    run = byte >= 0x80 ? run + 1 : 0
    if (run > 0) all++
    // From the third letter of a run on, the first two count too.
    if (run >= 3) inWords += run === 3 ? 3 : 1
  }
  if (inWords > all * 0.6) {
    const share = (page: keyof typeof frequent) => {
      const letters =
        decode(bytes, page)
          .toLowerCase()
          .match(/[^\0-\x7f]/g) ?? []
      return letters.filter((c) => frequent[page].includes(c)).length
    }
    return share("windows-1253") > share("windows-1251") ? "windows-1253" : "windows-1251"
  }
  // A symbol inside a word is a letter of another code page: `Pawe³`.
  const signsInWords = (page: Encoding) =>
    decode(bytes, page).match(/\p{L}[^\p{L}\s\0-\x7f’´]|[^\p{L}\s\0-\x7f‘“„«(]\p{L}/gu)?.length ?? 0
  return signsInWords("windows-1252") > signsInWords("windows-1250") ? "windows-1250" : "windows-1252"
}
