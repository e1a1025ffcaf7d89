"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { type Choices, OrganizationChoice } from "../authorize/organization-choice"
import { allow } from "./actions"

type Props = {
  code: string
  choices: Choices
  /** Whether it asks for the password from the start. */
  asks: boolean
}

/** Signs someone in on a device: one button, after the organization and the password where they are needed. */
export function AllowForm({ code, choices, asks }: Props) {
  const t = useTranslations("authorize")
  const [state, dispatch, pending] = useFormAction(allow)
  return (
    <form action={dispatch} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="user_code" value={code} />
      <OrganizationChoice choices={choices} />
      <ProofField id="password" name="password" error={state.fields.password} asks={asks} />
      <Button disabled={pending}>{t("device.submit")}</Button>
    </form>
  )
}
