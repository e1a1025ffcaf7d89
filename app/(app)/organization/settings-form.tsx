"use client"

import { useRouter } from "next/navigation"
import { startTransition, useEffect } from "react"
import { useTranslations } from "use-intl"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveSettings } from "./actions"
import { DomainsField } from "./domains-field"

const schema = () => import("./schema").then((m) => m.Settings)

const policies = ["invite_only", "domain", "open"] as const

export type Stored = { name: string; signUp: (typeof policies)[number]; domains: string[]; version: number }

/** Name, and who can join without an invitation. */
export function SettingsForm({ org, stored }: { org: string; stored: Stored }) {
  const t = useTranslations("organization")
  const { refresh } = useRouter()
  const { name, signUp, domains, version } = stored
  const values = { name, sign_up: signUp, allowed_domains: domains }
  const { state, pending, formProps, field } = useServerForm({ action: saveSettings, schema, values })
  const conflict = state.code === "version_conflict"

  // Loads the stored values and their version; the fields keep what was typed.
  useEffect(() => {
    if (state.code === "version_conflict") startTransition(refresh)
  }, [state, refresh])

  return (
    <form {...formProps} className="grid gap-5">
      {conflict ? <Conflict stored={stored} /> : <FormMessage state={state} />}
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="version" value={version} />
      <TextField {...field("name")} label={t("name")} autoComplete="organization" required />
      <SelectField
        key={state.n}
        {...field("sign_up")}
        label={t("signUp")}
        choices={policies.map((value) => ({ value, label: t(`policies.${value}`) }))}
      />
      <DomainsField
        id={field("allowed_domains").id}
        key={state.ok ? `saved ${state.n}` : "typing"}
        typed={[state.values.allowed_domains ?? domains].flat()}
        errors={state.fields}
        error={field("allowed_domains").error}
      />
      <ProofField {...field("password")} asks={false} />
      <div>
        <Button disabled={pending}>{t(pending ? "saving" : "save")}</Button>
      </div>
    </form>
  )
}

function Conflict({ stored: { name, signUp, domains } }: { stored: Stored }) {
  const t = useTranslations("organization")
  return (
    <Alert tone="bad">
      <p>{t("conflict.told")}</p>
      <p className="mt-2 text-sm font-medium">{t("conflict.stored")}</p>
      <ul className="text-sm wrap-anywhere">
        <li>
          {t("name")}: <bdi>{name}</bdi>
        </li>
        <li>
          {t("signUp")}: {t(`policies.${signUp}`)}
        </li>
        <li>
          {t("domains.label")}: {domains.join(", ") || t("domains.none")}
        </li>
      </ul>
    </Alert>
  )
}
