import { endpoint } from "@/lib/core/http/endpoint"
import { inviteManyAct } from "@/lib/invites/acts"
import { bulkResults } from "@/lib/invites/bulk"
import { OrganizationPath } from "@/lib/organizations/schema"

export const POST = endpoint(inviteManyAct, {
  operationId: "createInvites",
  applications: { scope: "invites:write", machines: false },
  summary: "Invite many people",
  description:
    "Takes up to 1,000 rows and returns a result for each. With `dry_run`, nothing is saved or sent. Rows that the request had no time for are `not_tried`: send them again.",
  params: OrganizationPath,
  target: () => ({ planned: 0 }),
  answer: bulkResults,
  idempotent: true,
})
