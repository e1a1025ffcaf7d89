"use client"

import { control, Field } from "@/components/ui/field"

/** The credential for every "try it" on this page. Kept in the page's memory only. */
export function TokenField() {
  return (
    <Field
      id="docs-token"
      label="Access token or API key"
      hint="Used for requests from this page only. It isn't stored."
    >
      <input
        id="docs-token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="docs-token-hint"
        className={`${control} h-10 max-w-form font-mono`}
      />
    </Field>
  )
}

/** Returns the current value of the field. */
export function currentToken(): string {
  const field = document.getElementById("docs-token")
  return field instanceof HTMLInputElement ? field.value.trim() : ""
}
