"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"

type Props = {
  action: FormAction
  uid: string
  /** Whether the account uses two-factor authentication. */
  code: boolean
  submit: string
}

/** All that someone signs in with: the password or an emailed code, and a second factor where the account asks for one. */
export function ProveForm({ action, uid, code, submit }: Props) {
  const t = useTranslations()
  const [state, dispatch, pending] = useFormAction(action)
  return (
    <form action={dispatch} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="uid" value={uid} />
      <ProofField id="password" name="password" error={state.fields.password} asks />
      {code && (
        <TextField
          id="code"
          name="code"
          label={t("authorize.prove.code")}
          error={state.fields.code}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          hint={t("authorize.prove.hint")}
        />
      )}
      <Button disabled={pending}>{submit}</Button>
    </form>
  )
}
