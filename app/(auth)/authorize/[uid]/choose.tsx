"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"

type Props = {
  action: FormAction
  uid: string
  /** Organizations to choose from; one is sent without asking. */
  choices: readonly { id: string; name: string }[]
  submit: string
}

/** One button, after the choice of an organization where there are several. */
export function Choose({ action, uid, choices, submit }: Props) {
  const t = useTranslations("authorize")
  const [state, dispatch, pending] = useFormAction(action)
  const [first] = choices
  return (
    <form action={dispatch} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="uid" value={uid} />
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
      <Button disabled={pending}>{submit}</Button>
    </form>
  )
}
