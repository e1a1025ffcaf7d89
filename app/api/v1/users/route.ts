import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { Id } from "@/lib/core/schema"
import { createUserAct } from "@/lib/invites/acts"
import { listMembers } from "@/lib/memberships/list"
import { UserOrCard, UserQuery } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List users",
  description:
    "Memberships of the caller's organization; for a tenant admin those of the tenant; a super admin names `tenant_id`. A person in two organizations is two rows.",
  permission: "users:read",
  scope: peopleOf,
  query: UserQuery.extend({ tenant_id: Id.optional() }),
  result: UserOrCard,
  list: true,
  run: ({ actor, query }) => listMembers(actor, query),
})

export const POST = endpoint(createUserAct, {
  summary: "Create a user",
  description: "An invite with a name: the account has no password until its owner accepts or resets it.",
  status: 201,
  idempotent: true,
  location: (user: { id: string; organization_id: string }) =>
    `/api/v1/users/${user.id}?organization_id=${user.organization_id}`,
})
