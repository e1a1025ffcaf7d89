import type { formats } from "@/lib/i18n/translations"

type Format = Awaited<ReturnType<typeof formats>>

/** A day such as `2026-11-25`, as people write it. */
export function dayName({ dateTime }: Format, day: string): string {
  return dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" })
}

/** The next round number: 1, 2 or 5, or a multiple of it by ten. */
export function roundUp(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  return ten * ([1, 2, 5, 10].find((factor) => factor * ten >= value) ?? 10)
}
