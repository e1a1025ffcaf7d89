"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Heading } from "@/components/heading"
import { NameList } from "@/components/name-list"
import { NewPasswordField } from "@/components/new-password-field"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { UsernameField } from "@/components/username-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { chooseNewPassword } from "./actions"

const schema = () => import("@/lib/auth/schema").then((m) => m.PasswordReset)

type Props = {
  token: string
  /** Where the person goes on, sealed. */
  to: string | undefined
  /** The address that the link was emailed to. */
  email: string | null
  /** PASSWORD_MIN_LENGTH */
  least: number
  dead?: ReactNode
}

/** Sets a new password with the token of the emailed link; `dead` replaces the form if the link doesn't work. */
export function ResetForm({ token, to, email, least, dead }: Props) {
  const t = useTranslations("links.reset")
  const { state, pending, formProps, field } = useServerForm({ action: chooseNewPassword, schema })
  if (state.ok) return <Done keys={state.once ?? []} to={to} />
  if (dead) return dead
  return (
    <>
      <Heading title={t("title")}>{t("about")}</Heading>
      <form {...formProps} className="grid gap-5">
        <FormMessage state={state} />
        <input type="hidden" name="token" value={token} />
        {to && <input type="hidden" name="to" value={to} />}
        {email && <UsernameField value={email} />}
        <NewPasswordField {...field("new_password")} label={t("password")} least={least} />
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </form>
    </>
  )
}

function Done({ keys, to }: { keys: readonly string[]; to: string | undefined }) {
  const t = useTranslations("links.reset")
  return (
    <>
      <Heading title={t("doneTitle")}>{t("done")}</Heading>
      <NameList names={keys} />
      <p className="text-sm">
        <TextLink href={to ? `/continue?done=reset&to=${encodeURIComponent(to)}` : "/login"}>
          {to ? t("goOn") : t("signIn")}
        </TextLink>
      </p>
    </>
  )
}
