import { beforeAll, expect, test } from "vitest"
import { renderMail } from "./render"
import { samples } from "./samples"
import { templates } from "./templates"

beforeAll(() => {
  process.env.PUBLIC_URL = "https://users.example.com"
  process.env.MAIL = "off"
})

for (const template of templates)
  test(`${template} says the same in HTML and text, and loads nothing`, async () => {
    const data = samples()[template]
    const { subject, html, text } = await renderMail(template, data)
    expect(subject).toMatch(/^[^\r\n]{5,120}$/)
    expect(html).toContain("color-scheme")
    expect(html).not.toMatch(/<img|<script|<link|src=|@import|url\(/i)
    expect(text).not.toMatch(/<\/?[a-z]+[ >]|undefined|\[object/)
    expect(html).not.toMatch(/undefined|\[object/)
    if ("url" in data) {
      expect(/https?:\S+/.exec(text)?.[0]).toBe(data.url)
      expect(html).toContain(`href="${data.url.replaceAll("&", "&amp;")}"`)
    }
    for (const line of text.split("\n").filter((l) => l.length > 200)) expect(line).toMatch(/^\S+$/)
  })

test("what people typed is text: no markup, no link, no second line in a name", async () => {
  const evil = `<a href="//e">x</a>"><style>*{}</style>\n& evil.example`
  const data = { ...samples().invite, organization: evil, inviter: evil, message: `${evil}\nsecond line` }
  const { html, text, subject } = await renderMail("invite", data)
  expect(html).not.toMatch(/<a href="\/\/e"|<style>\*/)
  expect(html).toContain("&lt;a href=&quot;//e&quot;&gt;")
  expect(subject).not.toMatch(/[\r\n]|evil\.example/)
  expect(text).toContain("> second line")
})
