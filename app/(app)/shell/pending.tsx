"use client"

import { useLinkStatus } from "next/link"

/** A line along the top of the window while the page of the link around it is on its way. */
export function Pending() {
  return useLinkStatus().pending && <span aria-hidden className="pending" />
}
