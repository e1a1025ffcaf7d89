import { expect, test } from "vitest"
import { pickLocale } from "./locale"

test.each([
  ["de", "en", "de"],
  [undefined, "de-AT,de;q=0.9,en;q=0.8", "de"],
  [undefined, "fr, de;q=0.4, en;q=0.7", "en"],
  [undefined, "de;q=0, en;q=0.1", "en"],
  ["klingon", "fr", "en"],
  [undefined, null, "en"],
  [undefined, ";;,q=,=", "en"],
])("chosen %s and Accept-Language %s give %s", (chosen, header, locale) => {
  expect(pickLocale(chosen, header)).toBe(locale)
})
