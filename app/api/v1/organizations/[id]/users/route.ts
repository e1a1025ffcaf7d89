import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { listUsers } from "@/lib/memberships/list"
import { OrganizationPath } from "@/lib/organizations/schema"
import { UserQuery, UserView } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listOrganizationUsers",
  applications: "users:read",
  summary: "List an organization's users",
  permission: "users:read",
  scope: organizationInPath,
  params: OrganizationPath,
  query: UserQuery,
  result: UserView,
  list: true,
  run: ({ actor, query }) => listUsers(actor, query),
})
