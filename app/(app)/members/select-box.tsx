"use client"

import { useEffect, useRef } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { useSelection } from "./selection-context"

const look = "relative z-1 -m-2 grid size-9 shrink-0 cursor-pointer place-items-center noscript:hidden"

/** Chooses one member. */
export function SelectBox({ id }: { id: string }) {
  const t = useTranslations("members")
  const hydrated = useHydrated()
  const { page, chosen, choose } = useSelection()
  const person = page.get(id)
  if (!person) return null
  return (
    <label className={look}>
      <input
        type="checkbox"
        aria-label={t("select", { name: person.name })}
        checked={chosen.has(id)}
        disabled={!hydrated}
        onChange={(event) => choose([person], event.target.checked)}
        className="size-4 accent-accent"
      />
    </label>
  )
}

/** Chooses everybody on the page. */
export function SelectAll() {
  const t = useTranslations("members")
  const box = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const { page, chosen, choose } = useSelection()
  const people = [...page.values()]
  const count = people.filter(({ id }) => chosen.has(id)).length
  const all = count > 0 && count === people.length

  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !all
  }, [count, all])

  return (
    <label className={`${look} max-sm:hidden`}>
      <input
        ref={box}
        type="checkbox"
        aria-label={t("selectAll")}
        checked={all}
        disabled={!hydrated}
        onChange={() => choose(people, !all)}
        className="size-4 accent-accent"
      />
    </label>
  )
}
