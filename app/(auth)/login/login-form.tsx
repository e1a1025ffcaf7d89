"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { BotCheck } from "@/components/bot-check"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { login } from "./actions"
import { emailCode, emailCodeUnscripted } from "./email-code/actions"

const schema = () => import("./schema").then((m) => m.Login)

const asksForCode = (submitter: HTMLElement | null) =>
  submitter instanceof HTMLButtonElement && submitter.formNoValidate

/** Email and password; `next` is the page to go to afterwards. `code`: a code by email is another way. */
export function LoginForm({ next, email, code }: { next: string; email?: string; code: boolean }) {
  const t = useTranslations("login")
  const { state, pending, formProps, field } = useServerForm({ action: login, schema, values: { email } })
  const [asked, askForCode, asking] = useFormAction(emailCode)
  const [, askUnscripted] = useFormAction(emailCodeUnscripted)
  const hydrated = useHydrated()
  const [byCode, setByCode] = useState(false)
  const shown = byCode ? asked : state
  const typed = field("email")
  return (
    <form
      {...formProps}
      className="grid gap-5"
      onSubmit={(event) => {
        const other = asksForCode(event.nativeEvent.submitter)
        setByCode(other)
        // Its own action is the button's.
        if (!other) formProps.onSubmit(event)
      }}
    >
      <FormMessage state={shown} />
      <input type="hidden" name="next" value={next} />
      <TextField
        {...typed}
        defaultValue={asked.values.email?.toString() ?? typed.defaultValue}
        error={shown === asked ? asked.fields.email : typed.error}
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
      {code && <BotCheck state={asked} applies={asksForCode} />}
      {code && (
        <Button look="plain" formAction={hydrated ? askForCode : askUnscripted} formNoValidate disabled={asking}>
          {t("emailCode")}
        </Button>
      )}
    </form>
  )
}
