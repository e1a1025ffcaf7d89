"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { UsernameField } from "@/components/username-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { changeAddress } from "./account-actions"

const schema = () => import("@/lib/accounts/schema").then((m) => m.EmailChange)

/** Changes the address, once the new one is confirmed. */
export function AddressChangeForm({ email }: { email: string }) {
  const t = useTranslations("profile.address")
  const { state, pending, formProps, field } = useServerForm({ action: changeAddress, schema, clear: true })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <p className="text-sm text-muted wrap-anywhere">{t("follows", { email })}</p>
      <UsernameField value={email} />
      <TextField {...field("email")} label={t("email")} type="email" autoComplete="email" required />
      <ProofField {...field("password")} asks />
      <div>
        <Button look="plain" disabled={pending}>
          {pending ? t("submitting") : t("submit")}
        </Button>
      </div>
    </form>
  )
}
