import { endpoint } from "@/lib/core/http/endpoint"
import { memberInQuery } from "@/lib/core/http/member-scope"
import { Grant, GrantQuery } from "@/lib/grants/schema"
import { listMemberGrants } from "@/lib/grants/service"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listUserGrants",
  summary: "List a member's connected applications",
  permission: "users:write",
  scope: memberInQuery,
  params: UserPath,
  query: GrantQuery.extend(InOrganization.shape),
  result: Grant,
  list: true,
  run: ({ actor, params, query }) => listMemberGrants(actor, params.id, query),
})
