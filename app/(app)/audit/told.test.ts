import { createTranslator } from "use-intl/core"
import { describe, expect, test } from "vitest"
import type { AuditEvent } from "@/lib/audit-events/schema"
import german from "@/lib/i18n/de"
import english from "@/lib/i18n/en"
import { changesOf, told } from "./told"

const event = (action: string, before: AuditEvent["before"] = null, after: AuditEvent["after"] = null) => ({
  action,
  actor: { type: "user" as const, id: "user_ada" },
  target: { type: "user", id: "user_ben" },
  before,
  after,
})

const actions = Object.keys(english.audit.actions)
const rights = { role: "member", permissions: [], status: "active", expires_at: null }

type Translator = { markup: (form: string, values: Record<string, unknown>) => string }
// The full types of all texts in two languages take the compiler minutes.
const translator: (options: object) => Translator = createTranslator as never

// Texts as written: the catalogue's tests cover their compilation.
describe.each(["en", "de"] as const)("in %s", (locale) => {
  const messages = locale === "de" ? { audit: german.audit } : { audit: english.audit }
  const onError = (error: unknown) => {
    throw error
  }
  const tell = translator({ locale, messages, namespace: "audit", onError }).markup

  test.each(actions)("U-20 – the audit log describes %s in a sentence", (action) => {
    const { form } = told(event(action.replace("_", ".")))
    const known = form === "forms.unknown" ? (`sentences.${action}` as typeof form) : form
    const name = (text: string) => () => text
    const values = {
      actor: name("Ada Winter"),
      target: name("Ben Whitfield"),
      role: "none",
      fields: "name",
      from: "",
      to: "",
    }
    const text = tell(known, { ...values, action })
    expect(text).not.toMatch(/[<>{}]/)
    expect(text.trim().split(" ").length).toBeGreaterThan(1)
  })
})

test("U-20 – a change of only the role names the old and the new one", () => {
  const after = { ...rights, role: "guest", changed: ["role"] }
  expect(told(event("member.updated", rights, after))).toEqual({
    form: "forms.role",
    fields: ["role"],
    from: "member",
    to: "guest",
  })
})

test("U-20 – only changed fields are shown", () => {
  const after = { ...rights, permissions: ["billing:read"], changed: ["permissions", "external_id"], invites: [] }
  expect(changesOf(event("member.updated", rights, after))).toEqual([
    { field: "permissions", before: [], after: ["billing:read"] },
    { field: "external_id" },
  ])
  expect(changesOf(event("member.left", rights, { invites: [], api_keys: ["key_1"] }))).toEqual([
    { field: "api_keys", after: ["key_1"] },
  ])
})

test("an action that has no sentence yet is shown by its name", () => {
  expect(told(event("rocket.launched"))).toEqual({ form: "forms.unknown", fields: [] })
})
