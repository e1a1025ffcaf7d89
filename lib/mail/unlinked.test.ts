import { expect, test } from "vitest"
import { unlinked } from "./unlinked"

/**
 * What email programs turn into links: schemes, `www.`, host names with a known ending, addresses, numbers as hosts.
 */
const autolinks =
  /[a-z][a-z\d+.-]*:\/\/\S|www[.\u3002\uff0e\uff61][\p{L}\p{N}]|[\p{L}\p{N}-]+[.\u3002\uff0e\uff61]\p{L}{2,}|\S@[\p{L}\p{N}]+[.]\S|\d+\.\d+\.\d+\.\d+/iu

test.each([
  "https://evil.example/login",
  "HTTP://EVIL.EXAMPLE",
  "www.evil.example",
  "evil.example",
  "пример.испытание",
  "evil。example",
  "evil．example",
  "boss@evil.example",
  "http://192.0.2.1/a",
  "http:\\/evil",
  "javascript://x",
])("email programs find no link in %s (U-16)", (link) => {
  const text = `Hello,\nplease read ${link} today.`
  expect(unlinked(text)).not.toMatch(autolinks)
  expect(unlinked(text).replaceAll("\u200b", "")).toBe(text)
})

test.each([
  "We begin on Monday at nine. Coffee: third floor.\nBring 2,5 kg of cake…",
  "Dr. Ada, e. g. a/b",
  "10:30 – 12",
])("%s is unchanged (U-16)", (text) => expect(unlinked(text)).toBe(text))
