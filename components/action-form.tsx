"use client"

import type { ReactNode } from "react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { FormMessage } from "./form-message"
import { Button } from "./ui/button"

type Props = {
  action: FormAction
  /** Hidden values of the form. */
  values?: Record<string, string | undefined>
  look?: "primary" | "plain" | "quiet" | "danger" | "warning"
  size?: "base" | "small"
  children: ReactNode
  className?: string
}

/** A form with only a button; the server's message appears above. */
export function ActionForm({ action, values = {}, look, size, children, className }: Props) {
  const [state, dispatch, pending] = useFormAction(action)
  return (
    <form action={dispatch} className={className ?? "grid justify-items-start gap-3"}>
      <FormMessage state={state} />
      {Object.entries(values).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button look={look} size={size} disabled={pending}>
        {children}
      </Button>
    </form>
  )
}
