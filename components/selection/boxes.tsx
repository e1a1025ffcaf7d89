"use client"

import { useEffect, useRef } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { type Item, useItems } from "./context"

const look = "relative z-1 -m-2 grid size-9 shrink-0 cursor-pointer place-items-center noscript:hidden"

/** ID of the bar that the skip link of a row leads to. */
export const barId = "selection"

/** Selects one row. The row touched last is followed by a skip link to the actions. */
export function SelectBox({ id }: { id: string }) {
  const t = useTranslations("lists")
  const hydrated = useHydrated()
  const { page, chosen, choose, last } = useItems()
  const item = page.get(id)
  if (!item) return null
  return (
    <>
      <label className={look}>
        <input
          type="checkbox"
          aria-label={t("select", { name: item.name })}
          checked={chosen.has(id)}
          disabled={!hydrated}
          onChange={(event) => choose([item], event.target.checked)}
          className="size-4 accent-accent"
        />
      </label>
      {last === id && chosen.size > 0 && (
        <a
          href={`#${barId}`}
          className="sr-only z-3 rounded bg-accent px-3 py-1 text-sm text-on-accent focus:not-sr-only focus:absolute focus:left-12"
          onClick={(event) => {
            event.preventDefault()
            document.getElementById(barId)?.focus()
          }}
        >
          {t("toBar")}
        </a>
      )}
    </>
  )
}

/** Selects the whole page. `words`: with a label, where there is no row of column names. */
export function SelectAll({ words = false }: { words?: boolean }) {
  const t = useTranslations("lists")
  const box = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const { page, chosen, choose } = useItems<Item>()
  const items = [...page.values()]
  const count = items.filter(({ id }) => chosen.has(id)).length
  const all = count > 0 && count === items.length

  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !all
  }, [count, all])

  return (
    <label className={words ? "flex items-center gap-3 text-sm noscript:hidden" : look}>
      <input
        ref={box}
        type="checkbox"
        aria-label={t("selectPage")}
        checked={all}
        disabled={!hydrated}
        onChange={() => choose(items, !all)}
        className="size-4 accent-accent"
      />
      {words && <span aria-hidden>{t("selectPage")}</span>}
    </label>
  )
}
