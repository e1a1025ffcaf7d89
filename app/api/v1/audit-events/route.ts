import { auditCsv } from "@/lib/audit-events/csv"
import { listAuditEvents } from "@/lib/audit-events/list"
import { AuditEvent, AuditQuery } from "@/lib/audit-events/schema"
import { csv } from "@/lib/core/http/csv-response"
import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { Id } from "@/lib/core/schema"

export const GET = endpoint({
  operationId: "listAuditEvents",
  applications: "audit:read",
  summary: "List audit events",
  description:
    "Returns the events of the caller's organization; for tenant admins, of the tenant. `Accept: text/csv` streams all matching events. `sort=created_at` with a cursor is a feed: it lags a few seconds (20 by default, `FEED_LAG_SECONDS`), so that events committed late aren't skipped.",
  permission: "audit:read",
  scope: peopleOf,
  query: AuditQuery.extend({ tenant_id: Id.optional() }),
  result: AuditEvent,
  list: true,
  csv: true,
  run: async ({ actor, query, request }) =>
    request.headers.get("accept")?.startsWith("text/csv")
      ? csv("audit-events.csv", auditCsv(actor, query))
      : listAuditEvents(actor, query),
})
