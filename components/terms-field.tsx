"use client"

import type { ComponentProps } from "react"
import { useTranslations } from "use-intl/react"
import { describedBy, type FieldProps } from "./ui/field"

type Props = Omit<FieldProps, "label" | "hint"> &
  Omit<ComponentProps<"input">, "id" | "type" | "value"> & { terms: { url: string; version: string } }

/** A checkbox that accepts the operator's terms; its value is their version. */
export function TermsField({ terms, id, error, defaultValue, ...input }: Props) {
  const t = useTranslations("terms")
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="flex items-start gap-2.5">
        <input
          {...input}
          {...describedBy({ id, error })}
          type="checkbox"
          value={terms.version}
          defaultChecked={defaultValue === terms.version}
          required
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        <span>
          {t.rich("accept", {
            link: (text) => (
              <a href={terms.url} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {text}
              </a>
            ),
          })}
        </span>
      </label>
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
