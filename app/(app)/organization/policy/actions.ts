"use server"

import type { z } from "zod"
import { formAction } from "@/lib/core/forms/form-action"
import { signInMethods } from "@/lib/core/identity/sign-in-methods"
import { setOrganizationPolicyAct, setTenantPolicyAct } from "@/lib/policies/acts"
import { PolicyFields, TenantPolicyFields } from "./schema"

/** All ways to sign in are no rule. */
function given({ version, password, require_two_factor, allowed_methods, ...rules }: z.output<typeof PolicyFields>) {
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

export const saveOrganizationPolicy = formAction(setOrganizationPolicyAct, {
  fields: PolicyFields,
  given,
  done: (t) => t("policies.saved"),
})

export const saveTenantPolicy = formAction(setTenantPolicyAct, {
  fields: TenantPolicyFields,
  given,
  done: (t) => t("policies.saved"),
})
