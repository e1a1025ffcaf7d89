import { plainLetters } from "./fold-letters"

const plain = new Map(Object.entries(plainLetters).flatMap(([to, from]) => [...from].map((c) => [c, to] as const)))
const special = new RegExp(`[${[...plain.keys()].join("")}]`, "gu")

/** Invisible characters: zero-width and format characters, fillers, variation selectors. */
const ignorable = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u02be\u02bf]+/gu
/**
 * Accents of alphabetic scripts. Vowel signs of Indic and South-East Asian scripts and the voice marks of kana are part
 * of their letters.
 */
const accents =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Zinh}\p{Script=Latn}\p{Script=Grek}\p{Script=Cyrl}\p{Script=Hebr}\p{Script=Arab}\p{Script=Syrc}]/gu
const dashes = /[\p{Pd}\u2212\u02d7]/gu
/** Punctuation beyond ASCII, and the empty braille cell. */
const separators = /(?![\0-\x7f])[\p{P}\u2800]/gu
/** Characters of scripts without spaces between words, and symbols: each is a word of its own. */
const words =
  /(?![\0-\x7f])(?:[\p{Script=Hani}\p{Script=Hira}\p{Script=Kana}\p{Script=Bopo}\p{Script=Thai}\p{Script=Laoo}\p{Script=Khmr}\p{Script=Mymr}]|\p{S})\p{M}*/gu
/** Punctuation before a letter beyond U+07FF. Words of those scripts are found by the space before them. */
const before = /[!-/:-@[-`{-~](?=[\u0800-\u{10ffff}])/gu

/**
 * Folds text for sorting and search: compatibility forms, no accents, plain letters (ł → l, ß → ss), lower case, single
 * spaces. Han, kana, Thai and similar scripts become words of one character each, so that 小明 is found in 王小明. Only
 * ASCII punctuation is kept. Also runs in browsers, and never in SQL, so that a cursor compares the same in SQL
 * (COLLATE "C"). memberships/refold.ts updates stored copies after a change here.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ignorable, "")
    .replace(accents, "")
    .toLowerCase()
    .replace(special, (c) => plain.get(c) ?? c)
    .replace(/l·(?=l)/g, "l")
    .replace(dashes, "-")
    .replace(separators, " ")
    .replace(words, " $& ")
    .replace(before, "$& ")
    .replace(/\s+/g, " ")
    .trim()
}
