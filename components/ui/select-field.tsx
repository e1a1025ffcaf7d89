import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { control, describedBy, Field, type FieldProps } from "./field"

type Choice = { value: string; label: string }

/** A native select: works without JavaScript, and natively on phones. */
export function Select({
  choices,
  className = "",
  ...select
}: ComponentProps<"select"> & { choices: readonly Choice[] }) {
  return (
    <span className={`relative block ${className}`}>
      <select {...select} className={`${control} h-10 appearance-none pr-9`}>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-3 right-3 size-4 text-muted" />
    </span>
  )
}

/** A select with its label. */
export function SelectField({
  label,
  hint,
  error,
  id,
  ...select
}: FieldProps & ComponentProps<"select"> & { choices: readonly Choice[] }) {
  return (
    <Field {...{ id, label, hint, error }}>
      <Select {...select} {...describedBy({ id, error, hint })} />
    </Field>
  )
}
