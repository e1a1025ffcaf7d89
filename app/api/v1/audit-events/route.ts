import { auditCsv } from "@/lib/audit-events/csv"
import { listAuditEvents } from "@/lib/audit-events/list"
import { AuditEvent, AuditQuery } from "@/lib/audit-events/schema"
import { csv } from "@/lib/core/http/csv-response"
import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { Id } from "@/lib/core/schema"

export const GET = endpoint({
  summary: "List audit events",
  description:
    "Of the caller's organization; for a tenant admin of the tenant. `Accept: text/csv` streams all that match. `sort=created_at` with a cursor is a feed: it stops a few seconds short of now (20, unless the operator sets `FEED_LAG_SECONDS`), so that no event is skipped that is committed late.",
  permission: "audit:read",
  scope: peopleOf,
  query: AuditQuery.extend({ tenant_id: Id.optional() }),
  result: AuditEvent,
  list: true,
  run: async ({ actor, query, request }) =>
    request.headers.get("accept")?.startsWith("text/csv")
      ? csv("audit-events.csv", auditCsv(actor, query))
      : listAuditEvents(actor, query),
})
