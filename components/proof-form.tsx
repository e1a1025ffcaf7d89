"use client"

import { type ReactNode, useEffect, useId, useRef } from "react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { Disclosure } from "./disclosure"
import { FormMessage } from "./form-message"
import { ProofField } from "./proof-field"
import { Button } from "./ui/button"

type Props = {
  action: FormAction
  /** Hidden values of the form. */
  values?: Record<string, string | undefined>
  /** Whether it asks for the password from the start. */
  asks: boolean
  look?: "primary" | "plain" | "quiet" | "danger" | "warning"
  size?: "base" | "small"
  children: ReactNode
  /** Label of a button that opens the form, after `about`. */
  behind?: ReactNode
  about?: ReactNode
}

/** A form with only a button, which asks for the password if the last proof is too old. */
export function ProofForm({ action, values = {}, asks, look, size, children, behind, about }: Props) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [state, dispatch, pending] = useFormAction(action)

  useEffect(() => {
    if (state.fields.password) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [state])

  const content = (
    <form ref={form} action={dispatch} className="grid gap-4">
      <FormMessage state={state} />
      {Object.entries(values).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <ProofField id={`${id}-password`} name="password" error={state.fields.password} asks={asks} />
      <div>
        <Button look={look} size={size} disabled={pending}>
          {children}
        </Button>
      </div>
    </form>
  )
  if (!behind) return content
  return (
    <Disclosure label={behind} look={look === "danger" ? "danger" : "plain"} size={size} open={state.n > 0}>
      {about}
      {content}
    </Disclosure>
  )
}
