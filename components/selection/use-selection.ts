"use client"

import { useState } from "react"
import type { Item, Shared } from "./context"
import { loadAll } from "./load-all"

type Given<T> = {
  items: readonly T[]
  /** Number of matching items on all pages. */
  total: number
  /** URL of a list's JSON with all matching items: `/members/selection?…`. */
  from: string
  /** Called after an error. */
  onProblem: () => void
}

/** Keeps the selection while pages and filters change. */
export function useSelection<T extends Item>({ items, total, from, onProblem }: Given<T>): Shared<T> {
  const page = new Map(items.map((item) => [item.id, item]))
  const [picked, setPicked] = useState<ReadonlyMap<string, T>>(new Map())
  const [last, setLast] = useState<string>()
  const [loading, setLoading] = useState(false)
  // This page's data is newer than that of the time of selection.
  const chosen = new Map([...picked].map(([id, item]) => [id, page.get(id) ?? item]))

  function choose(some: readonly T[], on: boolean) {
    setLast(some.length === 1 ? some[0]?.id : undefined)
    setPicked((now) => {
      const next = new Map(now)
      for (const item of some) on ? next.set(item.id, item) : next.delete(item.id)
      return next
    })
  }

  async function chooseAll() {
    setLoading(true)
    const all = await loadAll<T>(from)
    setLoading(false)
    if (all) choose(all, true)
    else onProblem()
  }

  return {
    page,
    chosen,
    choose,
    clear: () => setPicked(new Map()),
    last,
    others: total > items.length && chosen.size < total ? total : 0,
    chooseAll,
    loading,
  }
}
