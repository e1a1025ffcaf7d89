"use client"

import type { State } from "@/components/labels"
import { StateBadge } from "@/components/state-badge"
import { useActing } from "./selection-context"

/** A member's status in the list; the new one while a change is pending. */
export function Status({ id, status }: { id: string; status: State }) {
  const coming = useActing().statusOf(id)
  return <StateBadge state={coming === "active" ? coming : status} />
}
