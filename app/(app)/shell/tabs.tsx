"use client"

import { usePathname } from "next/navigation"
import { type ReactNode, useEffect, useRef } from "react"

/** The navigation: a column; on phones a row that scrolls to the current page. */
export function Tabs({ children }: { children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  const path = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, another tab.
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>("[aria-current=page]")
    if (list.current && tab) list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2
  }, [path])
  return (
    <ul ref={list} className="relative flex gap-1 overflow-x-auto [scrollbar-width:none] lg:flex-col">
      {children}
    </ul>
  )
}
