"use client"

import { type SyntheticEvent, startTransition } from "react"
import { useTranslations } from "use-intl/react"
import { Tick, Ticks } from "@/app/(app)/applications/ticks"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { type SignInMethod, signInMethods } from "@/lib/core/identity/sign-in-methods"
import { previewOrganizationPolicy, previewTenantPolicy, saveOrganizationPolicy, saveTenantPolicy } from "./actions"
import { Affected } from "./affected"

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

type Submission = SyntheticEvent<HTMLFormElement, SubmitEvent>

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
  const [preview, show, showing] = useFormAction(tenant ? previewTenantPolicy : previewOrganizationPolicy)
  const hydrated = useHydrated()
  const graceHint = from ? t("graceHint", { date: from }) : t("graceHintNew")

  function onSubmit(event: Submission) {
    const { submitter } = event.nativeEvent
    if (!(submitter instanceof HTMLButtonElement) || submitter.name !== "show") return formProps.onSubmit(event)
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    if (!showing) startTransition(() => show(data))
  }

  return (
    <form {...formProps} onSubmit={onSubmit} className="grid gap-5">
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
      <div className="flex flex-wrap gap-3">
        <Button disabled={pending}>{t("save")}</Button>
        {/* Without JavaScript, what was entered would be lost. */}
        <Button name="show" look="plain" disabled={!hydrated || showing}>
          {t("show")}
        </Button>
      </div>
      <Affected state={preview} />
    </form>
  )
}
