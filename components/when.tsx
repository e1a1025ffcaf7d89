"use client"

import { useLocale } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { ago } from "./ago"
import { Changing } from "./ui/changing"

const look = { day: "numeric", month: "short", year: "numeric" } as const
const clock = { ...look, hour: "2-digit", minute: "2-digit" } as const

const make = (tag: string) => ({
  utcDay: new Intl.DateTimeFormat(tag, { ...look, timeZone: "UTC" }),
  utcMinute: new Intl.DateTimeFormat(tag, { ...clock, timeZone: "UTC" }),
  day: new Intl.DateTimeFormat(tag, look),
  minute: new Intl.DateTimeFormat(tag, clock),
})

const formats = { en: make("en-GB"), de: make("de-DE") }

/**
 * A time. The server, which knows no time zone, renders it in UTC; the browser in the reader's time zone, and relative
 * in lists. The minute in UTC is always in the title.
 * @param props.exact the minute, instead of the day
 */
export function When({ at, exact }: { at: Date | string | unknown; exact?: boolean }) {
  const locale = useLocale()
  const { utcDay, utcMinute, day, minute } = formats[locale]
  const hydrated = useHydrated()
  const date = new Date(String(at instanceof Date ? at.toISOString() : at))
  if (Number.isNaN(date.getTime())) return <span className="text-muted">–</span>
  const inUtc = exact ? `${utcMinute.format(date)} UTC` : utcDay.format(date)
  const local = () => (exact ? minute.format(date) : (ago(date, locale) ?? day.format(date)))
  // The browser may spell months differently from the server, whose text stays until replaced.
  return (
    <time
      dateTime={date.toISOString()}
      title={`${utcMinute.format(date)} UTC`}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      <Changing>{hydrated ? local() : inUtc}</Changing>
    </time>
  )
}
