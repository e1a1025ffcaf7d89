"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { login } from "./actions"

const schema = () => import("./schema").then((m) => m.Login)

/** Email and password; `next` is the page to go to afterwards. */
export function LoginForm({ next, email }: { next: string; email?: string }) {
  const t = useTranslations("login")
  const { state, pending, formProps, field } = useServerForm({ action: login, schema, values: { email } })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField
        {...field("email")}
        label={t("email")}
        type="email"
        autoComplete="username webauthn"
        autoFocus={!email}
        required
      />
      <PasswordField
        {...field("password")}
        label={t("password")}
        autoComplete="current-password"
        autoFocus={Boolean(email)}
        required
      />
      <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
    </form>
  )
}
