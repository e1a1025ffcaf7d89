"use client"

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import type { Line } from "./schema"

type Props = {
  action: FormAction
  line: Line
  name: "name" | "email"
  label: string
  hint?: string
  value?: string
  autoComplete?: HTMLInputAutoCompleteAttribute
  /** Hidden values of the form. */
  values: Record<string, string | number | undefined>
  submit: string
  submitting: string
  /** Whether it asks for the password from the start; undefined: never. */
  asks?: boolean
  /** Shown after a version conflict. */
  conflict?: ReactNode
}

/** A form with one field. */
export function LineForm({ action, line, name, label, hint, value, values, asks, conflict, ...props }: Props) {
  const schema = () => import("./schema").then((m) => m.lines[line])
  const { state, pending, formProps, field } = useServerForm<string>({
    action,
    schema,
    values: value === undefined ? {} : { [name]: value },
  })
  return (
    <form {...formProps} className="grid gap-4">
      {conflict && state.code === "version_conflict" ? (
        <Alert tone="bad">{conflict}</Alert>
      ) : (
        <FormMessage state={state} />
      )}
      {Object.entries(values).map(
        ([key, given]) => given !== undefined && <input key={key} type="hidden" name={key} value={given} />,
      )}
      <TextField
        {...field(name)}
        label={label}
        hint={hint}
        type={name === "email" ? "email" : "text"}
        autoComplete={props.autoComplete ?? "off"}
        required
      />
      {asks !== undefined && <ProofField {...field("password")} asks={asks} />}
      <div>
        <Button look="plain" disabled={pending}>
          {pending ? props.submitting : props.submit}
        </Button>
      </div>
    </form>
  )
}
