import { ApplicationPath } from "@/lib/applications/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"
import { Grant, GrantQuery } from "@/lib/grants/schema"
import { listApplicationGrants } from "@/lib/grants/service"

export const GET = endpoint({
  operationId: "listApplicationGrants",
  summary: "List the people who use an application",
  permission: "applications:read",
  scope: ownAsPerson,
  params: ApplicationPath,
  query: GrantQuery,
  result: Grant,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, params, query }) => listApplicationGrants(actor, params.id, query),
})
