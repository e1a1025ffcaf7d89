"use client"

import { useEffect } from "react"

/** Asks for confirmation before leaving the page, by link or browser, while `question` is set. */
export function useLeaveWarning(question: string | null): void {
  useEffect(() => {
    if (question === null) return
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    function click(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null
      if (!link || link.getAttribute("target") === "_blank" || link.hasAttribute("download")) return
      if (link.getAttribute("href")?.startsWith("#")) return
      if (window.confirm(question ?? "")) window.removeEventListener("beforeunload", beforeUnload)
      else {
        event.preventDefault()
        event.stopPropagation()
      }
    }
    window.addEventListener("beforeunload", beforeUnload)
    document.addEventListener("click", click, true)
    return () => {
      window.removeEventListener("beforeunload", beforeUnload)
      document.removeEventListener("click", click, true)
    }
  }, [question])
}
