import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInBody, peopleOf } from "@/lib/core/http/scope"
import { Id } from "@/lib/core/schema"
import { createUser } from "@/lib/invites/service"
import { listMembers } from "@/lib/memberships/list"
import { NewUser, User, UserOrCard, UserQuery } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List users",
  description:
    "Memberships of the caller's organization; for a tenant admin those of the tenant; a super admin names `tenant_id`. A person in two organizations is two rows.",
  permission: "users:read",
  place: peopleOf,
  query: UserQuery.extend({ tenant_id: Id.optional() }),
  result: UserOrCard,
  list: true,
  run: ({ actor, query }) => listMembers(actor, query),
})

export const POST = endpoint({
  summary: "Create a user",
  description: "An invite with a name: the account has no password until its owner accepts or resets it.",
  permission: "users:write",
  place: organizationInBody,
  body: NewUser,
  result: User,
  status: 201,
  idempotent: true,
  limit: "mail",
  errors: [
    "role_above_your_own",
    "permission_not_held",
    "already_member",
    "invite_already_pending",
    "membership_suspended",
    "external_id_taken",
  ],
  location: (user: { id: string; organization_id: string }) =>
    `/api/v1/users/${user.id}?organization_id=${user.organization_id}`,
  run: ({ actor, body }) => createUser(actor, body),
})
