import type { formats } from "@/lib/i18n/translations"

type Format = Awaited<ReturnType<typeof formats>>

/** Formats a day such as `2026-11-25` for people. */
export function dayName({ dateTime }: Format, day: string): string {
  return dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" })
}

/** Returns the next round number: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  return ten * ([1, 2, 5, 10].find((factor) => factor * ten >= value) ?? 10)
}
