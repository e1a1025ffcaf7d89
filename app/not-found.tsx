import type { Metadata } from "next"
import { DeadEnd } from "@/components/dead-end"

export const metadata: Metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <DeadEnd code="404" title="There is nothing here">
      It may have been moved or removed, or you have no access to it.
    </DeadEnd>
  )
}
