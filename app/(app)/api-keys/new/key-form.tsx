"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { PermissionsField } from "@/components/permissions-field"
import { ProofField } from "@/components/proof-field"
import { useRoles } from "@/components/roles"
import { address } from "@/components/search-params"
import { SecretText } from "@/components/secret-text"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createKey } from "../actions"

const schema = () => import("../schema").then((m) => m.KeyForm)

const lifetimes = ["30", "90", "365", "never"] as const
const reaches = ["organization", "tenant"] as const

type Props = {
  org: string
  roles: readonly string[]
  /** Permissions that the creator may grant. */
  grantable: readonly string[]
  /** Whether the creator may also grant custom permissions. */
  others: boolean
  wholeTenant: boolean
  asks: boolean
}

/** Creates a key; then shows the secret in place of the form. */
export function KeyForm({ org, roles, grantable, others, wholeTenant, asks }: Props) {
  const t = useTranslations("apiKeys.form")
  const { choiceOf } = useRoles()
  const values = { role: roles.includes("member") ? "member" : "guest", lifetime: "90" }
  const { state, pending, formProps, field } = useServerForm({ action: createKey, schema, values })
  const choices = roles.map(choiceOf)
  const [secret] = state.once ?? []
  const permissions = field("permissions")
  if (secret) return <NewSecret org={org} secret={secret} />
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField {...field("name")} label={t("name")} autoComplete="off" required hint={t("nameHint")} />
      <PermissionsField
        key={`permissions ${state.n}`}
        id={permissions.id}
        name="permissions"
        label={t("permissions")}
        hint={t("permissionsHint")}
        error={permissions.error}
        grantable={grantable}
        held={permissions.defaultValue?.split(/[\s,]+/).filter(Boolean) ?? []}
        custom={others}
      />
      <SelectField
        key={`role ${state.n}`}
        {...field("role")}
        label={t("rank")}
        choices={choices}
        hint={t("rankHint")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          key={`end ${state.n}`}
          {...field("lifetime")}
          label={t("stops")}
          choices={lifetimes.map((value) => ({ value, label: t(`lifetimes.${value}`) }))}
        />
        {wholeTenant && (
          <SelectField
            key={`reach ${state.n}`}
            {...field("reach")}
            label={t("reach")}
            choices={reaches.map((value) => ({ value, label: t(`reaches.${value}`) }))}
          />
        )}
      </div>
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </div>
    </form>
  )
}

function NewSecret({ org, secret }: { org: string; secret: string }) {
  const t = useTranslations("apiKeys.form")
  const leave = useTranslations("apiKeys")("leave")
  return (
    <div className="grid max-w-xl gap-5">
      <Alert tone="good">
        <p>{t.rich("done", { strong: (text) => <strong>{text}</strong> })}</p>
      </Alert>
      <SecretText label={t("secret")} text={secret} leave={leave} />
      <p className="text-sm">
        <TextLink href={address("/api-keys", { org })}>{t("back")}</TextLink>
      </p>
    </div>
  )
}
