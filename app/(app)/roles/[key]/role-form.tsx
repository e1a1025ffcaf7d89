"use client"

import { useRouter } from "next/navigation"
import { startTransition, useEffect } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { PermissionsField } from "@/components/permissions-field"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveRole } from "../actions"

const schema = () => import("../schema").then((m) => m.RoleForm)

type Props = {
  org: string
  roleKey: string
  version: number
  stored: { name: string; description: string; permissions: string[] }
  grantable: readonly string[]
  asks: boolean
}

/** Name, description and permissions of a role. */
export function RoleForm({ org, roleKey, version, stored, grantable, asks }: Props) {
  const t = useTranslations("roles")
  const { state, pending, formProps, field } = useServerForm({ action: saveRole, schema, values: stored })
  const { refresh } = useRouter()
  const permissions = field("permissions")
  const held = [state.values.permissions ?? stored.permissions].flat().flatMap((text) => text.split(/[\s,]+/))

  // Loads the stored version; the fields keep what was typed.
  useEffect(() => {
    if (state.code === "version_conflict") startTransition(refresh)
  }, [state, refresh])

  return (
    <form {...formProps} className="grid gap-5">
      {state.code === "version_conflict" ? <Alert tone="bad">{t("conflict")}</Alert> : <FormMessage state={state} />}
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="role_key" value={roleKey} />
      <input type="hidden" name="version" value={version} />
      <TextField {...field("name")} label={t("form.name")} autoComplete="off" required />
      <TextAreaField {...field("description")} label={t("form.description")} rows={2} />
      <PermissionsField
        key={`permissions ${state.n}`}
        id={permissions.id}
        name="permissions"
        label={t("form.permissions")}
        error={permissions.error}
        grantable={grantable}
        held={held.filter(Boolean)}
        custom
      />
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{pending ? t("one.saving") : t("one.save")}</Button>
      </div>
    </form>
  )
}
