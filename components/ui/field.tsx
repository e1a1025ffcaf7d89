import type { ReactNode } from "react"
import { Changing, changing } from "./changing"

/** Props that a form's `field(name)` passes to the control of that field. */
export type FieldProps = {
  id: string
  name: string
  error?: string
  defaultValue?: string
  label: ReactNode
  hint?: ReactNode
}

/** Returns the attributes that connect a control with its label, hint and error. */
export function describedBy({ id, error, hint }: Pick<FieldProps, "id" | "error" | "hint">) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ")
  return { id, "aria-invalid": error ? (true as const) : undefined, "aria-describedby": ids || undefined }
}

/** Label, control, then the error or the hint. */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: Omit<FieldProps, "name" | "defaultValue"> & { children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          <Changing>{error}</Changing>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {changing(hint)}
        </p>
      )}
    </div>
  )
}

/** Styles of text controls. */
export const control =
  "w-full rounded border border-edge bg-surface px-3 text-base text-ink transition-colors duration-150 hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-danger disabled:bg-sunken disabled:text-muted"
