import { auditCsv } from "@/lib/audit-events/csv"
import { csv } from "@/lib/core/http/csv-response"
import { listRoute } from "../../list-route"
import { auditQuery } from "../query"

/** The matching events of an organization, as CSV. */
export const GET = listRoute({
  path: "/audit",
  permission: "audit:read",
  respond: async ({ me, actor: here, search }) => {
    const { actor, query } = await auditQuery(me, here, search, 100)
    return csv("audit-events.csv", auditCsv(actor, query))
  },
})
