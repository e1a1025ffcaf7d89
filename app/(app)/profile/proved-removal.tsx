"use client"

import { type ReactNode, useId } from "react"
import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import type { Asked } from "@/lib/second-factor/schema"
import { ProofFields } from "./passkeys/proof-fields"

type Props = {
  action: FormAction
  /** Hidden value of the form: what is removed. */
  name: string
  value: string
  asks: Asked
  /** Label of the button that opens the form. */
  label: ReactNode
  about: string
  submit: string
}

/** Removes a way to sign in, after a recent proof. */
export function ProvedRemoval({ action, name, value, asks, label, about, submit }: Props) {
  const id = useId()
  const [state, dispatch, pending] = useFormAction(action)
  return (
    <Disclosure label={label} look="danger" size="small" open={state.n > 0}>
      <p className="text-sm">{about}</p>
      <form action={dispatch} className="grid gap-4">
        <FormMessage state={state} />
        <input type="hidden" name={name} value={value} />
        <ProofFields id={id} state={state} asks={asks} />
        <div>
          <Button look="danger" size="small" disabled={pending}>
            {submit}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}
