import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"
import { createOrganizationAct } from "@/lib/organizations/acts"
import { listOrganizations } from "@/lib/organizations/read"
import { Organization, OrganizationQuery } from "@/lib/organizations/schema"

export const GET = endpoint({
  summary: "List organizations",
  description: "For a tenant admin those of the tenant, for others those they are a member of.",
  permission: "organizations:read",
  scope: peopleOf,
  query: OrganizationQuery,
  result: Organization,
  list: true,
  run: ({ actor, query }) => listOrganizations(actor, query),
})

export const POST = endpoint(createOrganizationAct, {
  summary: "Create an organization",
  status: 201,
  idempotent: true,
  location: (organization: { id: string }) => `/api/v1/organizations/${organization.id}`,
})
