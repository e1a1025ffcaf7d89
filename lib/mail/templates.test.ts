import { beforeAll, expect, test } from "vitest"
import { locales } from "../i18n/locale"
import { renderMail } from "./render"
import { samples } from "./samples"
import { contentOf, type Template, templates } from "./templates"
import german from "./texts/de"
import english from "./texts/en"

beforeAll(() => {
  process.env.PUBLIC_URL = "https://users.example.com"
  process.env.MAIL = "off"
})

const everyOne = templates.flatMap((template) => locales.map((locale) => ({ template, locale })))

for (const { template, locale } of everyOne)
  test(`${template} in ${locale} has the same content in HTML and text, and loads nothing (U-19)`, async () => {
    const data = samples()[template]
    const { subject, html, text } = await renderMail(template, data, locale)
    expect(html).toContain(`lang="${locale}"`)
    expect(subject).toMatch(/^[^\r\n]{5,120}$/)
    expect(html).toContain("color-scheme")
    expect(html).not.toMatch(/<img|<script|<link|src=|@import|url\(/i)
    expect(text).not.toMatch(/<\/?[a-z]+[ >]|undefined|\[object/)
    expect(html).not.toMatch(/undefined|\[object/)
    if ("url" in data && data.url) {
      expect(/https?:\S+/.exec(text)?.[0]).toBe(data.url)
      expect(html).toContain(`href="${data.url.replaceAll("&", "&amp;")}"`)
    }
    for (const line of text.split("\n").filter((l) => l.length > 200)) expect(line).toMatch(/^\S+$/)
  })

test("user input is text: no markup, no link, no second line in a name", async () => {
  const evil = `<a href="//e">x</a>"><style>*{}</style>\n& evil.example`
  const data = { ...samples().invite, organization: evil, inviter: evil, message: `${evil}\nsecond line` }
  const { html, text, subject } = await renderMail("invite", data, "en")
  expect(html).not.toMatch(/<a href="\/\/e"|<style>\*/)
  expect(html).toContain("&lt;a href=&quot;//e&quot;&gt;")
  expect(subject).not.toMatch(/[\r\n]|evil\.example/)
  expect(text).toContain("> second line")
})

test("dates, roles and who did it are in the recipient's language (U-19)", async () => {
  const { invite, role_changed, membership_ended } = samples()
  const read = async (locale: "en" | "de") =>
    (
      await Promise.all([
        renderMail("invite", invite, locale),
        renderMail("role_changed", role_changed, locale),
        renderMail("membership_ended", membership_ended, locale),
      ])
    )
      .map(({ text }) => text)
      .join("\n")
  for (const words of [
    "as a member",
    "2 December 2026 at 14:05 UTC",
    "Ada Winter changed your role",
    "API key “Member sync”",
  ])
    expect(await read("en")).toContain(words)
  for (const words of [
    "als Mitglied",
    "2. Dezember 2026 um 14:05 UTC",
    "Ada Winter hat Ihre Rolle geändert",
    "„Member sync“",
  ])
    expect(await read("de")).toContain(words)
})

test("an email that an older version queued without `by` is sent without it (U-19)", () => {
  const { name, organization, role } = samples().role_changed
  const { lines, action } = contentOf("role_changed", { name, organization, role }, "en")
  expect(lines).toEqual([`You are now an admin of ${organization}.`])
  expect(action).toBeUndefined()
})

test("subjects of security emails are fixed: they contain no user input (U-19)", () => {
  const typed = { name: "Typed", organization: "Typed", key: "Typed", keys: ["Typed"], email: "typed@example.com" }
  const security: Template[] = templates.filter((name) => !/^(invite|set_password|role_|membership_)/.test(name))
  expect(security).toHaveLength(25)
  for (const template of security)
    for (const locale of locales) {
      const data = { ...samples()[template], ...typed }
      expect(contentOf(template, data as never, locale).subject, template).not.toMatch(/typed/i)
    }
})

type Texts = { readonly [key: string]: string | Texts }

const flat = (texts: Texts, path = ""): [string, string[]][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string"
      ? [[path + key, [...new Set(text.match(/\{\w+\}/g))].sort()] as [string, string[]]]
      : flat(text, `${path}${key}.`),
  )

test("all languages have the same placeholders (U-19)", () => {
  expect(flat(german)).toEqual(flat(english))
})
