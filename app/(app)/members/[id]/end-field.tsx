"use client"

import { useRef } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { fieldTime } from "./end-date"

const day = 86_400_000

type Props = { id: string; name: string; error?: string; defaultValue?: string }

/** Expiry of a membership, as a native date picker with presets. */
export function EndField(field: Props) {
  const t = useTranslations("members.rights")
  const hydrated = useHydrated()
  const line = useRef<HTMLDivElement>(null)

  function set(value: string) {
    const input = line.current?.querySelector("input")
    if (!input) return
    input.value = value
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // A step of a minute would reject a stored time with seconds.
  const step = /:\d\d:/.test(field.defaultValue ?? "") ? 1 : 60
  return (
    <div ref={line} className="grid gap-2">
      <TextField {...field} type="datetime-local" step={step} label={t("end")} hint={t("endHint")} />
      <div className="flex flex-wrap gap-1 noscript:hidden">
        {[7, 30, 90].map((n) => (
          <Button
            key={n}
            type="button"
            look="quiet"
            size="small"
            disabled={!hydrated}
            onClick={() => set(fieldTime(new Date(Date.now() + n * day)).slice(0, 16))}
          >
            {t("inDays", { n })}
          </Button>
        ))}
        <Button type="button" look="quiet" size="small" disabled={!hydrated} onClick={() => set("")}>
          {t("clear")}
        </Button>
      </div>
    </div>
  )
}
