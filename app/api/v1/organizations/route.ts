import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { createOrganizationAct } from "@/lib/organizations/acts"
import { listOrganizations } from "@/lib/organizations/read"
import { Organization, OrganizationQuery } from "@/lib/organizations/schema"

export const GET = endpoint({
  operationId: "listOrganizations",
  applications: "organizations:read",
  summary: "List organizations",
  description: "Returns the tenant's organizations for tenant admins, for others the organizations they belong to.",
  permission: "organizations:read",
  scope: peopleOf,
  query: OrganizationQuery,
  result: Organization,
  list: true,
  run: ({ actor, query }) => listOrganizations(actor, query),
})

export const POST = endpoint(createOrganizationAct, {
  operationId: "createOrganization",
  applications: "organizations:write",
  summary: "Create an organization",
  status: 201,
  idempotent: true,
  location: (organization: { id: string }) => `/api/v1/organizations/${organization.id}`,
})
