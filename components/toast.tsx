"use client"

import { X } from "lucide-react"
import { type ReactNode, useState } from "react"
import { useTranslations } from "use-intl/react"

/**
 * A message at the bottom of the window, which stays until dismissed, so that slow readers miss nothing. Without
 * JavaScript it shows as well, with its Undo.
 * @param props.undo the form that undoes the action, if there is one
 */
export function Toast({ children, undo }: { children: ReactNode; undo?: ReactNode }) {
  const t = useTranslations("common")
  const [open, setOpen] = useState(true)
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-10 flex justify-center print:hidden">
      {open && (
        <div className="pointer-events-auto flex max-w-xl flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-edge bg-surface py-2 pr-2 pl-4 text-base shadow-lift">
          <span className="min-w-0 flex-1 wrap-anywhere">{children}</span>
          {undo}
          <button
            type="button"
            aria-label={t("dismiss")}
            onClick={() => setOpen(false)}
            className="grid size-8 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </div>
  )
}
