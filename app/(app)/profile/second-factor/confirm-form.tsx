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

type Props = {
  enabled: boolean
  /** The page to go to afterwards; "" for the profile. */
  next: string
  /** The QR code, until the first code is confirmed. */
  children?: ReactNode
}

/** Confirms the first code, then shows the recovery codes. */
export function ConfirmForm({ enabled, next, children }: Props) {
  const t = useTranslations("profile.factor")
  const { state, pending, formProps, field } = useServerForm({ action: confirm, schema })
  if (state.once) return <RecoveryCodes codes={state.once} next={next} />
  if (enabled)
    return (
      <>
        <Alert tone="good">{t("isOn")}</Alert>
        {next && <Onward next={next} />}
      </>
    )
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

function Onward({ next }: { next: string }) {
  const t = useTranslations("profile.factor")
  return (
    <p className="text-sm">
      <TextLink href={next || "/profile"}>{t(next ? "goOn" : "back")}</TextLink>
    </p>
  )
}

function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const t = useTranslations("profile.factor")
  return (
    <div className="grid max-w-form gap-5">
      <Alert tone="good">{t("turnedOn")}</Alert>
      <p>{t.rich("keepCodes", { strong: (text) => <strong>{text}</strong> })}</p>
      <SecretText label={t("codes")} text={codes.join("\n")} />
      <Onward next={next} />
    </div>
  )
}
