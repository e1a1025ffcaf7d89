"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { enterEmailedCode } from "./actions"

const schema = () => import("../schema").then((m) => m.EmailedCode)

/** The code of the email. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations("emailCode.enter")
  const { state, pending, formProps, field } = useServerForm({ action: enterEmailedCode, schema })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField
        {...field("code")}
        label={t("label")}
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        autoFocus
        required
        hint={t("hint")}
      />
      <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
    </form>
  )
}
