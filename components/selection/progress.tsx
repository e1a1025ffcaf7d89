"use client"

import { useTranslations } from "use-intl/react"
import { Changing } from "../ui/changing"

/** Progress of an action on many items. */
export function Progress({ done, seen, all }: { done: number; seen: number; all: number }) {
  const t = useTranslations("lists")
  return (
    <div className="grid gap-2">
      <progress aria-label={t("progress")} max={all} value={seen} className="h-1.5 w-full accent-accent" />
      <p role="status" className="text-sm text-muted">
        <Changing>{t("soFar", { done, all })}</Changing>
      </p>
    </div>
  )
}
