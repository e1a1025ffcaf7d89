import type { AuditEvent } from "@/lib/audit-events/schema"
import { changesOf } from "./told"
import type { AuditWords } from "./words"

/** The fields that an event changed, before and after, side by side. */
export function EventChanges({ event, words: { t, field, value } }: { event: AuditEvent; words: AuditWords }) {
  const changes = changesOf(event)
  if (changes.length === 0) return null
  return (
    <ul aria-label={t("details.changes")} className="grid gap-1">
      {changes.map((change) => (
        <li key={change.field} className="wrap-anywhere">
          {field(change.field)}
          {"after" in change && "before" in change && (
            <>
              : <del className="text-muted no-underline">{value(change.before)}</del> →{" "}
              <ins className="no-underline">{value(change.after)}</ins>
            </>
          )}
          {"after" in change && !("before" in change) && `: ${value(change.after)}`}
          {"before" in change && !("after" in change) && `: ${value(change.before)}`}
        </li>
      ))}
    </ul>
  )
}
