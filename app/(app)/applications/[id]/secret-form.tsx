"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { SecretText } from "@/components/secret-text"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createSecret } from "../actions"

const schema = () => import("../schema").then((m) => m.OneApplication)

type Props = {
  org: string
  id: string
  asks: boolean
  /** Whether there are as many as there can be. */
  full: boolean
}

/** Creates a secret, and shows it this once. */
export function SecretForm({ org, id, asks, full }: Props) {
  const t = useTranslations("applications.secrets")
  const leave = useTranslations("applications")("leave")
  const { state, pending, formProps, field } = useServerForm({ action: createSecret, schema })
  const [secret] = state.once ?? []
  if (secret)
    return (
      <div className="grid grid-cols-1 gap-4">
        <Alert tone="good">
          <p>{t.rich("done", { strong: (text) => <strong>{text}</strong> })}</p>
        </Alert>
        <SecretText label={t("secret")} text={secret} leave={leave} />
      </div>
    )
  if (full) return null
  return (
    <form {...formProps} className="grid gap-4">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="application_id" value={id} />
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button look="plain" disabled={pending}>
          {t(pending ? "creating" : "create")}
        </Button>
      </div>
    </form>
  )
}
