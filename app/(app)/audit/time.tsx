import { ago } from "@/components/ago"
import type { AuditEvent } from "@/lib/audit-events/schema"
import type { AuditWords } from "./words"

const dayMs = 86_400_000

export const dateOf = (at: unknown): Date => (at instanceof Date ? at : new Date(String(at)))

/** Time of an event: relative for a day, then absolute. The minute in UTC is in the tooltip and in `datetime`. */
export function Ago({ at, words: { format, locale } }: { at: AuditEvent["created_at"]; words: AuditWords }) {
  const date = dateOf(at)
  const recent = Date.now() - date.getTime() < dayMs
  const exact = `${format.dateTime(date, { dateStyle: "medium", timeStyle: "short" })} UTC`
  return (
    <time dateTime={date.toISOString()} title={exact}>
      {(recent && ago(date, locale)) || format.dateTime(date, { timeStyle: "short" })}
    </time>
  )
}

/** Groups events by day (UTC), keeping their order. */
export function byDay(events: readonly AuditEvent[]): [string, AuditEvent[]][] {
  const days = new Map<string, AuditEvent[]>()
  for (const event of events) {
    const day = dateOf(event.created_at).toISOString().slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days]
}
