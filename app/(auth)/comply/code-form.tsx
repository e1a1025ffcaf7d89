"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { enterCode } from "./actions"

const schema = () => import("./schema").then((m) => m.StepUp)

/** A code of two-factor authentication, for the session that is open. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations("policies.comply")
  const { state, pending, formProps, field } = useServerForm({ action: enterCode, schema })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField
        {...field("code")}
        label={t("codeLabel")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={t("codeHint")}
      />
      <Button disabled={pending}>{t("submit")}</Button>
    </form>
  )
}
