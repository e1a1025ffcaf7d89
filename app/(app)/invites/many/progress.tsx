"use client"

import { useTranslations } from "use-intl/react"
import { Changing } from "@/components/ui/changing"
import type { Many } from "./use-many"

/** Progress of checking or sending, and why to stay on the page. */
export function Progress({ many: { phase, progress } }: { many: Many }) {
  const t = useTranslations("manyInvites")
  const counted = { done: String(progress.done), of: String(progress.of) }
  const runs = phase === "checking" || phase === "sending"
  const text = runs ? t(phase, counted) : phase === "stopped" ? t("stopped", counted) : ""
  return (
    <div className="grid gap-3">
      <p role="status" className={text ? "font-medium" : "sr-only"}>
        <Changing>{text}</Changing>
      </p>
      {runs && (
        <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
          <div
            className="h-full origin-left rounded-full bg-accent transition-transform duration-300"
            style={{ transform: `scaleX(${progress.of > 0 ? progress.done / progress.of : 0})` }}
          />
        </div>
      )}
      {phase === "sending" && <p className="text-sm text-muted">{t("stay")}</p>}
    </div>
  )
}
