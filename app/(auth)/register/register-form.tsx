"use client"

import { useTranslations } from "use-intl/react"
import { BotCheck } from "@/components/bot-check"
import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { address } from "@/components/search-params"
import { TermsField } from "@/components/terms-field"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createAccount } from "./actions"

const schema = () => import("./schema").then((m) => m.RegistrationForm)

type Props = {
  organizationId?: string
  /** The domains whose addresses may register, as a list in words; empty for all. */
  domains: string
  /** PASSWORD_MIN_LENGTH */
  least: number
  /** Where to go afterwards. */
  next: string
  /** The application that leads here, and where the emailed link leads on to. */
  returns: { application_id: string | undefined; return_to: string | undefined }
  /** The operator's terms of service. */
  terms: { url: string; version: string } | null
}

/** Creates an account: in the named organization, or with an organization of its own. */
export function RegisterForm({ organizationId, domains, least, next, returns, terms }: Props) {
  const t = useTranslations("register")
  const common = useTranslations("common")
  const { state, pending, formProps, field } = useServerForm({ action: createAccount, schema })
  const hint = domains ? t("domains", { domains }) : undefined
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state}>
        {state.code === "email_taken" && (
          <>
            {" "}
            <TextLink href={address("/login", { next, ...returns })}>{t("signInInstead")}</TextLink>{" "}
            <TextLink href="/forgot-password">{t("reset")}</TextLink>
          </>
        )}
      </FormMessage>
      {Object.entries({ next, ...returns }).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {organizationId && <input type="hidden" name="organization_id" value={organizationId} />}
      <TextField {...field("name")} label={t("name")} autoComplete="name" required />
      <TextField
        {...field("email")}
        label={common("email")}
        type="email"
        autoComplete="username"
        required
        hint={hint}
      />
      <NewPasswordField {...field("password")} label={t("password")} least={least} />
      {!organizationId && (
        <TextField
          {...field("organization_name")}
          label={t("organization")}
          autoComplete="organization"
          hint={t("organizationHint")}
        />
      )}
      {terms && <TermsField {...field("accepted_terms")} terms={terms} />}
      <BotCheck state={state} />
      <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
    </form>
  )
}
