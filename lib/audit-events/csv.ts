import { csvCell } from "../core/csv"
import type { Actor } from "../core/identity/authorize"
import { isoSeconds } from "../core/schema"
import { type EventQuery, readPage } from "./list"
import type { AuditEvent } from "./schema"

const header =
  "id,created_at,organization_id,actor_type,actor_id,action,target_type,target_id,before,after,ip,user_agent,request_id"

/** Returns the same events as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets), page by page. */
export async function* auditCsv(actor: Actor<"audit:read">, query: EventQuery): AsyncGenerator<string> {
  yield `\ufeff${header}\r\n`
  let { cursor } = query
  do {
    const page = await readPage(actor, { ...query, cursor, before: undefined, limit: 100, total: false })
    yield page.rows.map(line).join("")
    cursor = page.next_cursor ?? undefined
  } while (cursor)
}

function line(event: AuditEvent): string {
  const { id, created_at, organization_id, actor, action, target, before, after, ip, user_agent, request_id } = event
  const time = created_at instanceof Date ? isoSeconds(created_at) : String(created_at)
  const cells = [
    ...[id, time, organization_id, actor.type, actor.id, action, target?.type, target?.id],
    ...[before && JSON.stringify(before), after && JSON.stringify(after), ip, user_agent, request_id],
  ]
  return `${cells.map(csvCell).join(",")}\r\n`
}
