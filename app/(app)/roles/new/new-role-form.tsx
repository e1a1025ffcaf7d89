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
import { membershipRoles } from "@/lib/core/identity/permissions"
import { createRole } from "../actions"

const schema = () => import("../schema").then((m) => m.NewRoleForm)

type Props = { org: string; grantable: readonly string[]; asks: boolean }

/** Creates a role. */
export function NewRoleForm({ org, grantable, asks }: Props) {
  const t = useTranslations("roles.form")
  const { nameOf } = useRoles()
  const values = { based_on: "member" }
  const { state, pending, formProps, field } = useServerForm({ action: createRole, schema, values })
  const permissions = field("permissions")
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField {...field("name")} label={t("name")} autoComplete="off" required />
      <TextField
        {...field("key")}
        label={t("key")}
        hint={t("keyHint")}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextAreaField {...field("description")} label={t("description")} rows={2} />
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
      <SelectField
        key={`rank ${state.n}`}
        {...field("based_on")}
        label={t("basedOn")}
        hint={t("basedOnHint")}
        choices={membershipRoles.map((value) => ({ value, label: nameOf(value) }))}
      />
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </div>
    </form>
  )
}
