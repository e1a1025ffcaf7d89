"use client"

import type { State } from "@/components/labels"
import { StateBadge } from "@/components/state-badge"
import { useActing } from "./selection-context"

/** A member's status in the list; the one that is on its way where there is one. */
export function Status({ id, status }: { id: string; status: State }) {
  const coming = useActing().statusOf(id)
  return <StateBadge state={coming === "active" ? coming : status} />
}
