"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "../ui/button"
import { Changing } from "../ui/changing"
import { barId } from "./boxes"
import { useItems } from "./context"
import { mostSelected } from "./load-all"

/** Actions on the selected rows: above the list, and sticky while it scrolls. */
export function SelectionBar({ children }: { children: ReactNode }) {
  const t = useTranslations("lists")
  const { chosen, others, chooseAll, clear, loading } = useItems()
  if (chosen.size === 0) return null
  return (
    <section
      id={barId}
      tabIndex={-1}
      data-bulk-bar=""
      aria-label={t("selected")}
      className="sticky top-2 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-edge/60 bg-surface p-2 shadow-lift"
    >
      <p role="status" className="mr-auto px-2 font-medium">
        <Changing>{loading ? t("loading") : t("count", { n: chosen.size })}</Changing>
      </p>
      {others > 0 && (
        <Button type="button" look="quiet" size="small" disabled={loading} onClick={chooseAll}>
          {others > mostSelected ? t("selectFirst", { n: mostSelected }) : t("selectAll", { n: others })}
        </Button>
      )}
      <Button type="button" look="quiet" size="small" onClick={clear}>
        {t("clear")}
      </Button>
      {children}
    </section>
  )
}
