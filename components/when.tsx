"use client"

import { useLocale } from "use-intl/react"

const look = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const

const make = (tag: string) => ({
  day: new Intl.DateTimeFormat(tag, look),
  minute: new Intl.DateTimeFormat(tag, { ...look, hour: "2-digit", minute: "2-digit" }),
})

const formats = { en: make("en-GB"), de: make("de-DE") }

/** A day; the minute, in UTC, on hover and for machines. */
export function When({ at, exact }: { at: Date | string | unknown; exact?: boolean }) {
  const { day, minute } = formats[useLocale()]
  const date = new Date(String(at instanceof Date ? at.toISOString() : at))
  if (Number.isNaN(date.getTime())) return <span className="text-muted">–</span>
  // The browser's own spelling of months may differ from the server's, which stays.
  return (
    <time
      dateTime={date.toISOString()}
      title={`${minute.format(date)} UTC`}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {exact ? `${minute.format(date)} UTC` : day.format(date)}
    </time>
  )
}
