const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
const minute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })

/** A day; the minute, in UTC, on hover and for machines. */
export function When({ at, exact }: { at: Date | string | unknown; exact?: boolean }) {
  const date = new Date(String(at instanceof Date ? at.toISOString() : at))
  if (Number.isNaN(date.getTime())) return <span className="text-muted">–</span>
  return (
    <time dateTime={date.toISOString()} title={`${minute.format(date)} UTC`} className="whitespace-nowrap">
      {exact ? `${minute.format(date)} UTC` : day.format(date)}
    </time>
  )
}
