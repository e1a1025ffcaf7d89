import { createTranslator } from "use-intl/core"
import { describe, expect, test } from "vitest"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { catalogue, english, type Messages } from "@/lib/i18n/catalogue"
import { locales } from "@/lib/i18n/locale"
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

describe.each(locales)("in %s", (locale) => {
  const t = createTranslator<Messages, "audit">({
    locale,
    messages: catalogue(locale),
    namespace: "audit",
    onError: (error) => {
      throw error
    },
  })

  test.each(actions)("U-20 – the audit log tells %s in a sentence", (action) => {
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
    const text = t.markup(known, { ...values, action } as never)
    expect(text).not.toMatch(/[<>{}]/)
    expect(text.trim().split(" ").length).toBeGreaterThan(1)
  })
})

test("U-20 – a change of one role says from what to what", () => {
  const after = { ...rights, role: "guest", changed: ["role"] }
  expect(told(event("member.updated", rights, after))).toEqual({
    form: "forms.role",
    fields: ["role"],
    from: "member",
    to: "guest",
  })
})

test("U-20 – only what an event changed is told", () => {
  const after = { ...rights, permissions: ["billing:read"], changed: ["permissions", "external_id"], invites: [] }
  expect(changesOf(event("member.updated", rights, after))).toEqual([
    { field: "permissions", before: [], after: ["billing:read"] },
    { field: "external_id" },
  ])
  expect(changesOf(event("member.left", rights, { invites: [], api_keys: ["key_1"] }))).toEqual([
    { field: "api_keys", after: ["key_1"] },
  ])
})

test("an action that has no sentence yet keeps its name", () => {
  expect(told(event("rocket.launched"))).toEqual({ form: "forms.unknown", fields: [] })
})
