"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { PermissionsField } from "@/components/permissions-field"
import { ProofField } from "@/components/proof-field"
import { useRoles } from "@/components/roles"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { invite } from "../actions"

const schema = () => import("../schema").then((m) => m.InviteForm)

type Props = {
  org: string
  roles: readonly string[]
  /** Built-in permissions that the inviter may grant. */
  grantable: readonly string[]
}

/** Invites one person: address, role and message. */
export function InviteForm({ org, roles, grantable }: Props) {
  const t = useTranslations("invites.form")
  const values = { role: roles.includes("member") ? "member" : "guest", expires_in_days: "7" }
  const { state, pending, formProps, field } = useServerForm({ action: invite, schema, values })
  const choices = roles.map(useRoles().choiceOf)
  const permissions = field("permissions")
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField {...field("email")} label={t("email")} type="email" autoComplete="off" required />
      <SelectField key={state.n} {...field("role")} label={t("role")} choices={choices} />
      <details open={state.n > 0 || undefined} className="grid gap-5">
        <summary className="w-fit rounded-sm text-sm font-medium text-accent underline underline-offset-4">
          {t("more")}
        </summary>
        <div className="mt-5 grid gap-5">
          <TextField {...field("name")} label={t("name")} autoComplete="off" hint={t("nameHint")} />
          <TextField
            {...field("expires_in_days")}
            label={t("days")}
            type="number"
            inputMode="numeric"
            min={1}
            max={30}
            required
          />
          <TextAreaField {...field("message")} label={t("message")} hint={t("messageHint")} />
          <PermissionsField
            key={`permissions ${state.n}`}
            id={permissions.id}
            name="permissions"
            label={t("permissions")}
            error={permissions.error}
            grantable={grantable}
            held={permissions.defaultValue?.split(/[\s,]+/).filter(Boolean) ?? []}
            custom
          />
        </div>
      </details>
      <ProofField {...field("password")} asks={false} />
      <div>
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </div>
    </form>
  )
}
