"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { PermissionsField } from "@/components/permissions-field"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { unscripted } from "@/components/unscripted"
import { applicationTypes } from "@/lib/applications/schema"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createApplication } from "../actions"
import { LinesField } from "../lines-field"
import { Created } from "./created"

const schema = () => import("../schema").then((m) => m.NewForm)

const reaches = ["organization", "tenant"] as const

type Props = {
  org: string
  issuer: string
  grantable: readonly string[]
  others: boolean
  wholeTenant: boolean
  asks: boolean
}

/** Creates an application; then shows its settings, with the secret, in place of the form. */
export function ApplicationForm({ org, issuer, grantable, others, wholeTenant, asks }: Props) {
  const t = useTranslations("applications")
  const values = { type: "web" }
  const { state, pending, formProps, field } = useServerForm({ action: createApplication, schema, values })
  const [type, setType] = useState("web")
  const hydrated = useHydrated()
  const permissions = field("permissions")
  if (state.once) return <Created org={org} issuer={issuer} once={state.once} />
  // Without JavaScript both are shown: which one is needed depends on the type.
  const [uris, machine] = [type !== "machine", type === "machine"]
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField {...field("name")} label={t("fields.name")} autoComplete="off" required hint={t("fields.nameHint")} />
      <SelectField
        key={`type ${state.n}`}
        {...field("type")}
        label={t("fields.type")}
        choices={applicationTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
        onChange={(event) => setType(event.target.value)}
      />
      {(uris || !hydrated) && (
        <div className={uris ? "contents" : unscripted}>
          <LinesField
            {...field("redirect_uris")}
            label={t("fields.redirect")}
            hint={t("fields.redirectHint")}
            placeholder="https://shop.example.com/callback"
          />
        </div>
      )}
      {(machine || !hydrated) && (
        <div className={machine ? "contents" : unscripted}>
          <PermissionsField
            key={`permissions ${state.n}`}
            id={permissions.id}
            name="permissions"
            label={t("fields.permissions")}
            hint={t("fields.permissionsHint")}
            error={permissions.error}
            grantable={grantable}
            held={permissions.defaultValue?.split(/[\s,]+/).filter(Boolean) ?? []}
            custom={others}
          />
        </div>
      )}
      {wholeTenant && (
        <SelectField
          key={`reach ${state.n}`}
          {...field("reach")}
          label={t("fields.reach")}
          choices={reaches.map((value) => ({ value, label: t(`fields.reaches.${value}`) }))}
        />
      )}
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{pending ? t("form.submitting") : t("form.submit")}</Button>
      </div>
    </form>
  )
}
