"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { TermsField } from "@/components/terms-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { UsernameField } from "@/components/username-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { acceptAsNewcomer } from "./actions"

const schema = () => import("./schema").then((m) => m.NewcomerAcceptance)

type Props = {
  token: string
  to: string | undefined
  email: string
  name: string | null
  organization: string
  /** PASSWORD_MIN_LENGTH */
  least: number
  /** The operator's terms of service. */
  terms: { url: string; version: string } | null
}

/** For an address without an account: name and password. */
export function NewcomerForm({ token, to, email, name, organization, least, terms }: Props) {
  const t = useTranslations("invitation")
  const values = { name: name ?? "" }
  const { state, pending, formProps, field } = useServerForm({ action: acceptAsNewcomer, schema, values })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="token" value={token} />
      {to && <input type="hidden" name="to" value={to} />}
      <UsernameField value={email} />
      <TextField {...field("name")} label={t("name")} autoComplete="name" required />
      <NewPasswordField {...field("password")} label={t("password")} least={least} />
      {terms && <TermsField {...field("accepted_terms")} terms={terms} />}
      <Button disabled={pending} className="max-w-full min-w-0">
        {pending ? t("joining") : t("title", { organization })}
      </Button>
    </form>
  )
}
