import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { memberInReach } from "@/lib/core/http/member-scope"
import { listMemberOrganizations } from "@/lib/memberships/organizations"
import { UserOrganization } from "@/lib/organizations/schema"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listUserOrganizations",
  applications: "users:write",
  summary: "List a user's organizations",
  description: "Those that the caller can manage: an admin's organization, a tenant admin's tenant.",
  permission: "users:write",
  scope: memberInReach,
  params: UserPath,
  query: InOrganization,
  result: z.array(UserOrganization),
  run: ({ actor, params }) => listMemberOrganizations(actor, params.id),
})
