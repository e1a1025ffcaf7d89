"use client"

import { useTranslations } from "use-intl/react"
import { Badge } from "@/components/ui/badge"
import { useSelection } from "./selection"
import { tones } from "./tones"

/** A member's status in the list; the one that is on its way where there is one. */
export function Status({ id, status }: { id: string; status: keyof typeof tones }) {
  const t = useTranslations("members.statuses")
  const coming = useSelection().statusOf(id)
  const shown = coming === "active" ? coming : status
  return <Badge tone={tones[shown]}>{t(shown)}</Badge>
}
