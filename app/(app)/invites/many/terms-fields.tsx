"use client"

import { useId } from "react"
import { useTranslations } from "use-intl/react"
import { PermissionsField } from "@/components/permissions-field"
import { useRoles } from "@/components/roles"
import { SelectField } from "@/components/ui/select-field"
import { TextAreaField, TextField } from "@/components/ui/text-field"

type Props = {
  roles: readonly string[]
  /** Built-in permissions that the inviter may grant. */
  grantable: readonly string[]
}

/** Default role, expiry, message and permissions. */
export function TermsFields({ roles, grantable }: Props) {
  const t = useTranslations("manyInvites")
  const f = useTranslations("manyInvites.terms")
  const id = useId()
  const field = (name: string) => ({ id: `${id}-${name}`, name })
  const choices = roles.map(useRoles().choiceOf)
  return (
    <fieldset className="grid gap-5 border-t border-line pt-6">
      <legend className="float-left mb-1 w-full text-lg font-semibold">
        {t("common")}
        <span className="block text-sm font-normal text-muted">{t("commonAbout")}</span>
      </legend>
      <div className="grid gap-5 lg:grid-cols-2">
        <div className="grid content-start gap-5">
          <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_10rem]">
            <SelectField
              {...field("role")}
              label={f("role")}
              choices={choices}
              defaultValue={roles.includes("member") ? "member" : "guest"}
            />
            <TextField
              {...field("expires_in_days")}
              label={f("days")}
              type="number"
              inputMode="numeric"
              min={1}
              max={30}
              defaultValue="7"
            />
          </div>
          <PermissionsField name="permissions" label={f("permissions")} grantable={grantable} held={[]} custom />
        </div>
        <div className="self-start">
          <TextAreaField {...field("message")} label={f("message")} hint={f("messageHint")} maxLength={1000} rows={5} />
        </div>
      </div>
    </fieldset>
  )
}
