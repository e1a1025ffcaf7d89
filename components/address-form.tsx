"use client"

import { useTranslations } from "use-intl/react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { BotCheck } from "./bot-check"
import { FormMessage } from "./form-message"
import { Button } from "./ui/button"
import { TextField } from "./ui/text-field"

const schema = () => import("@/lib/auth/schema").then((m) => m.Address)

type Props = { action: FormAction<"email">; label: string; email?: string; next?: string; look?: "primary" | "plain" }

/** Requests an email to an address. The response never says whether the address is known. */
export function AddressForm({ action, label, email, next, look }: Props) {
  const t = useTranslations("common")
  const { state, pending, formProps, field } = useServerForm({ action, schema, values: { email } })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      {next && <input type="hidden" name="next" value={next} />}
      <TextField {...field("email")} label={t("email")} type="email" autoComplete="username" required />
      <BotCheck state={state} />
      <Button look={look} disabled={pending}>
        {pending ? t("sending") : label}
      </Button>
    </form>
  )
}
