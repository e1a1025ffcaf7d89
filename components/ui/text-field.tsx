import type { ComponentProps } from "react"
import { control, describedBy, Field, type FieldProps } from "./field"

/** One line of text. */
export function TextField({ label, hint, error, id, ...input }: FieldProps & ComponentProps<"input">) {
  return (
    <Field {...{ id, label, hint, error }}>
      <input type="text" {...input} {...describedBy({ id, error, hint })} className={`${control} h-10`} />
    </Field>
  )
}

/** Several lines of text. */
export function TextAreaField({ label, hint, error, id, ...input }: FieldProps & ComponentProps<"textarea">) {
  return (
    <Field {...{ id, label, hint, error }}>
      <textarea rows={4} {...input} {...describedBy({ id, error, hint })} className={`${control} py-2`} />
    </Field>
  )
}
