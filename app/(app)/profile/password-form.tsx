"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { UsernameField } from "@/components/username-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { savePassword } from "./actions"

const schema = () => import("@/lib/accounts/schema").then((m) => m.PasswordChange)

type Props = {
  email: string
  /** PASSWORD_MIN_LENGTH */
  least: number
  /** Where there is none yet: the button's label, and whether a code is asked for from the start. */
  first?: { submit: string; asks: boolean } | undefined
}

/** The current password, then the new one; or the first one. */
export function PasswordForm({ email, least, first }: Props) {
  const t = useTranslations("profile.password")
  const { state, pending, formProps, field } = useServerForm({ action: savePassword, schema, clear: true })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <UsernameField value={email} />
      {first ? (
        <ProofField {...field("current_password")} asks={first.asks} />
      ) : (
        <PasswordField {...field("current_password")} label={t("current")} autoComplete="current-password" required />
      )}
      <NewPasswordField {...field("new_password")} label={t("new")} least={least} />
      <div>
        <Button look="plain" disabled={pending}>
          {pending ? t("submitting") : (first?.submit ?? t("submit"))}
        </Button>
      </div>
    </form>
  )
}
