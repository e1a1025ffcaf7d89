import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { inviteMany } from "@/lib/invites/bulk"
import { BulkInvites, BulkResult } from "@/lib/invites/schema"
import { OrganizationPath } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Invite many people",
  description: "Up to 100 rows, each for itself, with an answer per row. `dry_run` writes and mails nothing.",
  permission: "invites:write",
  place: organizationInPath,
  params: OrganizationPath,
  body: BulkInvites,
  result: z.array(BulkResult),
  idempotent: true,
  limit: "mail",
  run: ({ actor, body }) => inviteMany(actor, body),
})
