"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { confirm } from "./actions"
import { RecoveryCodes } from "./recovery-codes"

const schema = () => import("../schema").then((m) => m.FirstCode)

type Props = {
  email: string
  enabled: boolean
  /** The page to go to afterwards; "" for the profile. */
  next: string
  /** The QR code, until the first code is confirmed. */
  children?: ReactNode
}

/** Confirms the first code, then shows the recovery codes. */
export function ConfirmForm({ email, enabled, next, children }: Props) {
  const t = useTranslations("profile.factor")
  const { state, pending, formProps, field } = useServerForm({ action: confirm, schema })
  if (state.once) return <TurnedOn codes={state.once} email={email} next={next} />
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
      <TextLink href={next || "/profile/security"}>{t(next ? "goOn" : "back")}</TextLink>
    </p>
  )
}

function TurnedOn({ codes, email, next }: { codes: readonly string[]; email: string; next: string }) {
  const t = useTranslations("profile.factor")
  return (
    <div className="grid max-w-form gap-5">
      <Alert tone="good">{t("turnedOn")}</Alert>
      <RecoveryCodes codes={codes} email={email} />
      <Onward next={next} />
    </div>
  )
}
