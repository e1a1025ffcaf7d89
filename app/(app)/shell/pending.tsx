"use client"

import { useLinkStatus } from "next/link"

/** A progress line at the top of the window while the enclosing link's page loads. */
export function Pending() {
  return useLinkStatus().pending && <span aria-hidden className="pending" />
}
