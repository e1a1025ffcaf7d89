"use server"

import type { z } from "zod"
import { formAction } from "@/lib/core/forms/form-action"
import { signInMethods } from "@/lib/core/identity/sign-in-methods"
import type { Texts } from "@/lib/i18n/translations"
import {
  previewOrganizationPolicyAct,
  previewTenantPolicyAct,
  setOrganizationPolicyAct,
  setTenantPolicyAct,
} from "@/lib/policies/acts"
import type { PolicyPreview } from "@/lib/policies/schema"
import { PolicyFields, TenantPolicyFields } from "./schema"

/** All ways to sign in are no rule. */
function rulesOf({ version, password, require_two_factor, allowed_methods, ...rules }: z.output<typeof PolicyFields>) {
  const all = !allowed_methods || allowed_methods.length === signInMethods.length
  const body = {
    require_two_factor: require_two_factor === "true",
    allowed_methods: all ? null : allowed_methods,
    grace_days: rules.grace_days,
    session_idle_minutes: rules.session_idle_minutes ?? null,
    session_max_hours: rules.session_max_hours ?? null,
    remember_device_days: rules.remember_device_days ?? null,
  }
  return { body, version, password }
}

/** Whom the entered rules would touch: the numbers, and the first by name. */
const shown = {
  done: (t: Texts, { affected_people, people, refused_sessions, sessions }: PolicyPreview) =>
    t("policies.wouldTouch", { affected: affected_people, people, refused: refused_sessions, sessions }),
  rows: ({ affected, affected_people }: PolicyPreview) => [
    ...affected.map(({ id, name, email }) => ({ id, ok: true, code: name, message: email })),
    ...(affected_people > affected.length
      ? [{ id: "more", ok: true, code: String(affected_people - affected.length) }]
      : []),
  ],
}

export const previewOrganizationPolicy = formAction(previewOrganizationPolicyAct, {
  fields: PolicyFields,
  given: (fields) => ({ body: rulesOf(fields).body }),
  ...shown,
})

export const previewTenantPolicy = formAction(previewTenantPolicyAct, {
  fields: TenantPolicyFields,
  given: (fields) => ({ body: rulesOf(fields).body }),
  ...shown,
})

export const saveOrganizationPolicy = formAction(setOrganizationPolicyAct, {
  fields: PolicyFields,
  given: rulesOf,
  done: (t) => t("policies.saved"),
})

export const saveTenantPolicy = formAction(setTenantPolicyAct, {
  fields: TenantPolicyFields,
  given: rulesOf,
  done: (t) => t("policies.saved"),
})
