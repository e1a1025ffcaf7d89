import { Badge } from "@/components/ui/badge"

const bad = new Set(["bounced", "complained", "failed"])

/** Delivery state of an email. */
export function Delivery({ state }: { state: string }) {
  if (bad.has(state)) return <Badge tone="bad">{state}</Badge>
  return <Badge tone={state === "sent" || state === "delivered" ? "good" : "calm"}>{state}</Badge>
}
