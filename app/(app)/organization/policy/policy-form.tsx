"use client"

import { useTranslations } from "use-intl/react"
import { Tick, Ticks } from "@/app/(app)/applications/ticks"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { type SignInMethod, signInMethods } from "@/lib/core/identity/sign-in-methods"
import { saveOrganizationPolicy, saveTenantPolicy } from "./actions"

const schemas = () => import("./schema")

export type StoredPolicy = {
  twoFactor: boolean
  /** When the grace period ends, in words. */
  from: string | null
  methods: readonly SignInMethod[] | null
  idle: number | null
  hours: number | null
  remember: number | null
  version: number
}

type Props = { org: string | undefined; tenant: string | undefined; stored: StoredPolicy; asks: boolean }

const text = (value: number | null) => (value === null ? "" : String(value))

/** The rules of a policy: of the organization or, with `tenant`, of the tenant. */
export function PolicyForm({ org, tenant, stored, asks }: Props) {
  const t = useTranslations("policies")
  const { twoFactor, from, methods, idle, hours, remember, version } = stored
  const { state, pending, formProps, field } = useServerForm({
    action: tenant ? saveTenantPolicy : saveOrganizationPolicy,
    schema: () => schemas().then((m) => (tenant ? m.TenantPolicyFields : m.PolicyFields)),
    values: { session_idle_minutes: text(idle), session_max_hours: text(hours), remember_device_days: text(remember) },
  })
  const graceHint = from ? t("graceHint", { date: from }) : t("graceHintNew")
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      {org && <input type="hidden" name="org" value={org} />}
      {tenant && <input type="hidden" name="tenant_id" value={tenant} />}
      <input type="hidden" name="version" value={version} />
      <Tick key={`two ${state.n}`} name="require_two_factor" label={t("twoFactor")} checked={twoFactor} />
      <TextField {...field("grace_days")} label={t("grace_days")} inputMode="numeric" hint={graceHint} />
      <Ticks
        key={`methods ${state.n}`}
        name="allowed_methods"
        label={t("methods")}
        choices={signInMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
        checked={(value) => methods?.some((method) => method === value) ?? true}
        error={state.fields.allowed_methods}
      />
      <TextField {...field("session_idle_minutes")} label={t("idle")} inputMode="numeric" hint={t("idleHint")} />
      <TextField {...field("session_max_hours")} label={t("hours")} inputMode="numeric" hint={t("hoursHint")} />
      <TextField
        {...field("remember_device_days")}
        label={t("remember")}
        inputMode="numeric"
        hint={t("rememberHint")}
      />
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{t("save")}</Button>
      </div>
    </form>
  )
}
