"use client"

import { useTranslations } from "use-intl/react"

import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { SecretText } from "@/components/secret-text"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { rotateKey } from "./actions"

const schema = () => import("./schema").then((m) => m.RotationForm)

const overlaps = { none: "0", hour: "3600", day: "86400", week: "604800" } as const
const choices = Object.keys(overlaps) as (keyof typeof overlaps)[]

/**
 * Rotates a key's secret, with the time for which the old one keeps working; then shows the result in place of the
 * form.
 */
export function RotateForm({ org, id, name, asks }: { org: string; id: string; name: string; asks: boolean }) {
  const values = { overlap_seconds: "3600" }
  const { state, pending, formProps, field } = useServerForm({ action: rotateKey, schema, values })
  const t = useTranslations("apiKeys.rotate")
  const leave = useTranslations("apiKeys")("leave")
  const [secret] = state.once ?? []
  return (
    <Disclosure
      size="small"
      open={state.n > 0}
      label={<span>{t.rich("behind", { name, hidden: (text) => <span className="sr-only">{text}</span> })}</span>}
    >
      {secret ? (
        <div className="grid gap-4">
          <Alert tone="good">
            <p>{t.rich("done", { strong: (text) => <strong>{text}</strong> })}</p>
            <p>{state.message}</p>
          </Alert>
          <SecretText label={t("secret")} text={secret} leave={leave} />
        </div>
      ) : (
        <form {...formProps} className="grid gap-4">
          <FormMessage state={state} />
          <p className="text-sm text-muted">{t("about")}</p>
          <input type="hidden" name="org" value={org} />
          <input type="hidden" name="key_id" value={id} />
          <SelectField
            key={state.n}
            {...field("overlap_seconds")}
            label={t("old")}
            choices={choices.map((name) => ({ value: overlaps[name], label: t(`overlaps.${name}`) }))}
          />
          <ProofField {...field("password")} asks={asks} />
          <div>
            <Button look="plain" size="small" disabled={pending}>
              {pending ? t("submitting") : t("submit")}
            </Button>
          </div>
        </form>
      )}
    </Disclosure>
  )
}
