import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { Id } from "@/lib/core/schema"
import { createUserAct } from "@/lib/invites/acts"
import { listUsers } from "@/lib/memberships/list"
import { UserQuery, UserView } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listUsers",
  applications: "users:read",
  summary: "List users",
  description:
    "Returns the memberships in the caller's organization; for tenant admins, those of the whole tenant. Super admins pass `tenant_id`. A user in two organizations is listed twice.",
  permission: "users:read",
  scope: peopleOf,
  query: UserQuery.extend({ tenant_id: Id.optional() }),
  result: UserView,
  list: true,
  run: ({ actor, query }) => listUsers(actor, query),
})

export const POST = endpoint(createUserAct, {
  operationId: "createUser",
  applications: { scope: "users:write", machines: false },
  summary: "Create a user",
  description:
    "Creates a pending membership and (optionally) sends the invitation. The account has no password until its owner accepts the invitation or resets the password.",
  status: 201,
  idempotent: true,
  location: (user: { id: string; organization_id: string }) =>
    `/api/v1/users/${user.id}?organization_id=${user.organization_id}`,
})
