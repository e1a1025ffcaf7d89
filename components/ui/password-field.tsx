"use client"

import { type ComponentProps, useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { control, describedBy, Field, type FieldProps } from "./field"

/** A password, with a button to show it. Pasting and password managers work. */
export function PasswordField({ label, hint, error, id, ...input }: FieldProps & ComponentProps<"input">) {
  const [visible, setVisible] = useState(false)
  const t = useTranslations("common")
  const hydrated = useHydrated()
  return (
    <Field {...{ id, label, hint, error }}>
      <span className="relative block">
        <input
          {...input}
          {...describedBy({ id, error, hint })}
          type={visible ? "text" : "password"}
          autoCapitalize="none"
          spellCheck={false}
          className={`${control} h-10 pr-16`}
        />
        {hydrated && (
          <button
            type="button"
            aria-label={visible ? t("hidePassword") : t("showPassword")}
            onClick={() => setVisible(!visible)}
            className="absolute inset-y-1 right-1 rounded-sm px-2.5 text-sm text-muted hover:bg-sunken hover:text-ink"
          >
            {visible ? t("hide") : t("show")}
          </button>
        )}
      </span>
    </Field>
  )
}
