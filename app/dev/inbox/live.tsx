"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"

const everyMs = 2_000

/** Keeps an inbox page up to date while it is visible. Without JavaScript the browser reloads it. */
export function Live() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  )
}
