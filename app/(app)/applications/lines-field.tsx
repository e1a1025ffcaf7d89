"use client"

import type { FieldProps } from "@/components/ui/field"
import { TextAreaField } from "@/components/ui/text-field"

/** A list with an entry per line. */
export function LinesField({ defaultValue, ...field }: FieldProps & { placeholder?: string; required?: boolean }) {
  return (
    <TextAreaField
      {...field}
      rows={3}
      defaultValue={defaultValue?.split(/[\s,]+/).join("\n")}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
    />
  )
}
