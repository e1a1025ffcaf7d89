"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { allow } from "./actions"

type Props = {
  code: string
  /** Organizations to choose from; one is sent without asking. */
  choices: readonly { id: string; name: string }[]
  /** Whether it asks for the password from the start. */
  asks: boolean
}

/** Signs someone in on a device: one button, after the organization and the password where they are needed. */
export function AllowForm({ code, choices, asks }: Props) {
  const t = useTranslations("authorize")
  const [state, dispatch, pending] = useFormAction(allow)
  const [first] = choices
  return (
    <form action={dispatch} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="user_code" value={code} />
      {choices.length > 1 ? (
        <SelectField
          id="organization"
          name="organization"
          label={t("organization")}
          choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        first && <input type="hidden" name="organization" value={first.id} />
      )}
      <ProofField id="password" name="password" error={state.fields.password} asks={asks} />
      <Button disabled={pending}>{t("device.submit")}</Button>
    </form>
  )
}
