import { endpoint } from "@/lib/core/http/endpoint"
import { Grant, GrantQuery } from "@/lib/grants/schema"
import { listOwnGrants } from "@/lib/grants/service"

export const GET = endpoint({
  operationId: "listMyGrants",
  summary: "List my connected applications",
  permission: "self",
  query: GrantQuery,
  result: Grant,
  list: true,
  run: ({ actor, query }) => listOwnGrants(actor, query),
})
