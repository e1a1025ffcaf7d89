"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { UsernameField } from "@/components/username-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { savePassword } from "./actions"

const schema = () => import("@/lib/accounts/schema").then((m) => m.PasswordChange)

/** The current password, then the new one, with at least `least` characters. */
export function PasswordForm({ email, least }: { email: string; least: number }) {
  const t = useTranslations("profile.password")
  const { state, pending, formProps, field } = useServerForm({ action: savePassword, schema, clear: true })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <UsernameField value={email} />
      <PasswordField {...field("current_password")} label={t("current")} autoComplete="current-password" required />
      <NewPasswordField {...field("new_password")} label={t("new")} least={least} />
      <div>
        <Button look="plain" disabled={pending}>
          {pending ? t("submitting") : t("submit")}
        </Button>
      </div>
    </form>
  )
}
