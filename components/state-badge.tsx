"use client"

import { useTranslations } from "use-intl/react"
import { type State, stateTones } from "./labels"
import { Badge } from "./ui/badge"

/** A state of a member, invite or API key. */
export function StateBadge({ state }: { state: State }) {
  const t = useTranslations("labels")
  return <Badge tone={stateTones[state]}>{t(`states.${state}`)}</Badge>
}
