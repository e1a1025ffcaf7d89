"use client"

import { useTranslations } from "use-intl/react"
import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { renew } from "./actions"
import { RecoveryCodes } from "./recovery-codes"

const schema = () => import("../schema").then((m) => m.Proof)

/** Replaces the recovery codes, then shows the new ones in place of the form. */
export function RenewForm({ email, asks }: { email: string; asks: boolean }) {
  const t = useTranslations("recovery")
  const { state, pending, formProps, field } = useServerForm({ action: renew, schema })
  return (
    <Disclosure label={t("renew")} open={state.n > 0}>
      {state.once ? (
        <>
          <Alert tone="good">{t("renewed")}</Alert>
          <RecoveryCodes codes={state.once} email={email} />
        </>
      ) : (
        <form {...formProps} className="grid gap-4">
          <FormMessage state={state} />
          <p className="text-sm text-muted">{t("renewAbout")}</p>
          <ProofField {...field("password")} asks={asks} />
          <div>
            <Button look="plain" disabled={pending}>
              {pending ? t("submitting") : t("submit")}
            </Button>
          </div>
        </form>
      )}
    </Disclosure>
  )
}
