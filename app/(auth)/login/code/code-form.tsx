"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { enterCode } from "./actions"

const schema = () => import("../schema").then((m) => m.Code)

/** The code of the authenticator app, or a recovery code; or the one that was emailed. */
export function CodeForm({ next, emailed }: { next: string; emailed: boolean }) {
  const t = useTranslations("login")
  const p = useTranslations("policies.remembered")
  const { state, pending, formProps, field } = useServerForm({ action: enterCode, schema })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state}>
        {state.code === "token_expired" && (
          <>
            {" "}
            <TextLink href={address("/login", { next })}>{t("code.again")}</TextLink>
          </>
        )}
      </FormMessage>
      <input type="hidden" name="next" value={next} />
      <TextField
        {...field("code")}
        label={t("code.label")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={t(emailed ? "code.emailed.hint" : "code.hint")}
      />
      <label className="flex items-start gap-2.5">
        <input type="checkbox" name="remember" value="on" className="mt-1 size-4 accent-accent" />
        <span>{p("tick")}</span>
      </label>
      <Button disabled={pending}>{pending ? t("code.submitting") : t("submit")}</Button>
    </form>
  )
}
