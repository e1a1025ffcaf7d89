import type { Search } from "@/components/search-params"
import { AuditQuery } from "@/lib/audit-events/schema"

const day = 86_400_000

/** Midnight in UTC at the beginning of a day, or of the one after it. */
function midnight(date: string | undefined, later = 0): string | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? "") ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at + later).toISOString()
}

/** What the address asks for; a value that the log does not know is as good as none. Both days count. */
export function auditQuery(search: Search, limit: number): AuditQuery {
  const { action, actor, target, cursor } = search
  const wanted = { action, actor, target, cursor, from: midnight(search.from), to: midnight(search.to, day) }
  const asked: Record<string, string> = {}
  for (const [name, value] of Object.entries(wanted))
    if (value && AuditQuery.safeParse({ [name]: value }).success) asked[name] = value
  return AuditQuery.parse({ ...asked, limit })
}
