"use client"

import { useEffect } from "react"

/** Leaves for another site, without an entry in the history to come back to. */
export function Onward({ url }: { url: string }) {
  useEffect(() => window.location.replace(url), [url])
  return null
}
