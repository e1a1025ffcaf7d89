"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { SecretText } from "@/components/secret-text"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { confirm } from "./actions"

const schema = () => import("../schema").then((m) => m.FirstCode)

/** Confirms the first code, then shows the recovery codes. `children` is the QR code, until then. */
export function ConfirmForm({ enabled, children }: { enabled: boolean; children?: ReactNode }) {
  const t = useTranslations("profile.factor")
  const { state, pending, formProps, field } = useServerForm({ action: confirm, schema })
  if (state.once) return <RecoveryCodes codes={state.once} />
  if (enabled) return <Alert tone="good">{t("isOn")}</Alert>
  return (
    <>
      {children}
      <form {...formProps} className="grid max-w-form gap-5">
        <FormMessage state={state} />
        <TextField {...field("code")} label={t("code")} inputMode="numeric" autoComplete="one-time-code" required />
        <ProofField {...field("password")} asks={false} />
        <div>
          <Button disabled={pending}>{pending ? t("confirming") : t("confirm")}</Button>
        </div>
      </form>
    </>
  )
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("profile.factor")
  return (
    <div className="grid max-w-form gap-5">
      <Alert tone="good">{t("turnedOn")}</Alert>
      <p>{t.rich("keepCodes", { strong: (text) => <strong>{text}</strong> })}</p>
      <SecretText label={t("codes")} text={codes.join("\n")} />
      <p className="text-sm">
        <TextLink href="/profile">{t("back")}</TextLink>
      </p>
    </div>
  )
}
