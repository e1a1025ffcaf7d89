import { endpoint } from "@/lib/core/http/endpoint"
import { inviteManyAct } from "@/lib/invites/acts"
import { bulkResults } from "@/lib/invites/bulk"
import { OrganizationPath } from "@/lib/users/schema"

export const POST = endpoint(inviteManyAct, {
  summary: "Invite many people",
  description: "Up to 100 rows, each for itself, with an answer per row. `dry_run` writes and mails nothing.",
  params: OrganizationPath,
  target: () => ({ planned: 0 }),
  answer: bulkResults,
  idempotent: true,
})
