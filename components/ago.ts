const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

const formats = new Map<string, Intl.RelativeTimeFormat>()

function formatOf(locale: string): Intl.RelativeTimeFormat {
  const made = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" })
  formats.set(locale, made)
  return made
}

/** Returns a relative time: `2 min. ago`. Null for the future and after six days, when a date is more useful. */
export function ago(date: Date, locale: string, now = Date.now()): string | null {
  const ms = now - date.getTime()
  // The clocks of server and browser differ a little.
  if (ms < -minute || ms >= 6 * day) return null
  const format = formatOf(locale)
  if (ms < minute) return format.format(0, "second")
  if (ms < hour) return format.format(-Math.floor(ms / minute), "minute")
  if (ms < day) return format.format(-Math.floor(ms / hour), "hour")
  return format.format(-Math.floor(ms / day), "day")
}
