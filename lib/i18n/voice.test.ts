import { beforeAll, expect, test } from "vitest"
import { routes } from "@/app/api/v1/routes"
import { openApiDocument } from "../core/http/openapi"
import { renderMail } from "../mail/render"
import { samples } from "../mail/samples"
import { templates } from "../mail/templates"
import english from "./en"
import errors from "./en/errors"

/** Words that the glossary replaces, and the replacements. */
const words: [RegExp, string][] = [
  [/\bat once\b/i, "immediately"],
  [/\b(some|any|every)body\b/i, "someone, anyone, everyone"],
  [/\bnobody\b/i, "no one"],
  [/\bmail(s|ed|box)?\b|\be-mail(s|ed)?\b/i, "email, inbox"],
  [/\bmakers?\b/i, "creator"],
  [/\bdies\b|\bdead\b/i, "stops working, expired"],
  [/\bmay (not )?do\b/i, "permission"],
  [/\blately\b/i, "recently"],
  [/\bany ?more\b/i, "no longer"],
  [/\bId\b/, "ID"],
  [/\bsecond factors?\b/i, "two-factor authentication"],
  [/\bwithdr[ae]wn?\b/i, "revoked"],
  [/\b(an|the|this|that|your|no|pending|new) invites?\b(?!`)|(?<![`/])\binvites\b(?!`|_)/i, "invitation"],
  [/\bstrangers?\b/i, "unauthenticated"],
  [/\branks?\b/i, "role"],
  [/\bstandings?\b/i, "access"],
  [/\b(answer|answers|answered)\b/i, "response, responds"],
  [/\bgo(es)? on\b/i, "continue"],
]

const found = (text: string) => words.flatMap(([word, better]) => (word.test(text) ? [`${better}: ${text}`] : []))

type Texts = { readonly [key: string]: string | Texts }

const valuesOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === "string" ? [text] : valuesOf(text)))

/** Texts of the API document; schemas and paths keep their names. */
function proseOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(proseOf)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, text]) =>
    typeof text === "string" && (key === "summary" || key === "description") ? [text] : proseOf(text),
  )
}

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://localhost/none" // never connected to
  process.env.PUBLIC_URL = "https://users.example.com"
  process.env.MAIL = "off"
})

test("the words are found, and not as parts of other words", () => {
  for (const text of [
    "They lose this organization at once.",
    "Somebody asked for it.",
    "E-mail",
    "Mails come back",
    "What you may do here",
    "Lately",
    "It does not count any more.",
    "External Id",
    "Turn off the second factor",
    "This invite was withdrawn",
    "No invites yet",
  ])
    expect(found(text), text).not.toEqual([])
  for (const text of ["Invite someone", "Your email", "Identity", "You've been invited.", "Marketplace", "`invites`"])
    expect(found(text), text).toEqual([])
})

test("screens use the glossary's words", () => {
  const texts = valuesOf(english)
  expect(texts.length).toBeGreaterThan(900)
  expect(texts.flatMap(found)).toEqual([])
})

test("errors use the glossary's words", () => {
  const texts = valuesOf(errors)
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.flatMap(found)).toEqual([])
})

test.each(templates)("the email %s uses the glossary's words", async (template) => {
  const { subject, text, html } = await renderMail(template, samples()[template], "en")
  const read = html.replace(/<(style|head|title)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ")
  // URLs may contain any word.
  expect([subject, text, read].map((one) => one.replace(/https?:\S+/g, "")).flatMap(found)).toEqual([])
})

test("the API document uses the glossary's words", () => {
  const texts = proseOf(openApiDocument(routes))
  expect(texts.length).toBeGreaterThan(300)
  expect(texts.flatMap(found)).toEqual([])
})
