"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"

const everyMs = 2_000

/** Keeps a page of the inbox up to date while somebody looks at it. Without JavaScript the browser loads it anew. */
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
