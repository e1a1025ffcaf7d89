"use client"

import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { type Choices, OrganizationChoice } from "../organization-choice"

type Props = {
  action: FormAction
  uid: string
  choices: Choices
  submit: string
}

/** One button, after the choice of an organization where there are several. */
export function Choose({ action, uid, choices, submit }: Props) {
  const [state, dispatch, pending] = useFormAction(action)
  return (
    <form action={dispatch} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="uid" value={uid} />
      <OrganizationChoice choices={choices} />
      <Button disabled={pending}>{submit}</Button>
    </form>
  )
}
