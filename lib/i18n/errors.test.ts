import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { errorTexts } from "./error-texts"
import { locales } from "./locale"

type Texts = { readonly [key: string]: string | Texts }

/** Every text by its full key: `reasons.not_found.link`. */
const flat = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[path + key, text] as [string, string]] : flat(text, `${path}${key}.`),
  )

const valuesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
const english = flat(await errorTexts("en"))

test.each(locales)("%s has a text for every code and reason, with the placeholders of the error", async (locale) => {
  const texts = flat(await errorTexts(locale))
  expect(english.length).toBeGreaterThan(100)
  expect(texts.map(([name, text]) => [name, valuesOf(text)])).toEqual(
    english.map(([name, text]) => [name, valuesOf(text)]),
  )
  for (const [name, text] of texts) expect(text.replace(/\{\w+\}/g, ""), name).toMatch(/^[^{}]*\.$/)
})

test("the text of a code has no placeholders: the OpenAPI document prints it", () => {
  const named = english.filter(([name, text]) => name.startsWith("codes.") && valuesOf(text).length > 0)
  expect(named).toEqual([])
})

test("every reason with a text is used", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url))
  const sources = ["lib", "app"]
    .flatMap((folder) => readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((f) => `${folder}/${f}`))
    .filter((file) => /\.tsx?$/.test(file) && !/generated|i18n|\.test\.ts$/.test(file))
    .map((file) => readFileSync(root + file, "utf8"))
    .join("\n")
  const reasons = english.flatMap(([name]) => (/^(reasons|fieldReasons)\./.test(name) ? [name.split(".").pop()] : []))
  // The reason for an invalid invitation is composed of its state.
  const given = (reason = "") =>
    reason.startsWith("invite_") || new RegExp(`(rule\\(|reason: |reason = .*|: )"${reason}"`).test(sources)
  expect(reasons.filter((reason) => !given(reason))).toEqual([])
})
