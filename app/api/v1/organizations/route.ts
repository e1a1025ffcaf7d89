import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf, tenantInBody } from "@/lib/core/http/scope"
import { NewOrganization, Organization, OrganizationQuery } from "@/lib/organizations/schema"
import { createOrganization, listOrganizations } from "@/lib/organizations/service"

export const GET = endpoint({
  summary: "List organizations",
  description: "For a tenant admin those of the tenant, for others those they are a member of.",
  permission: "organizations:read",
  place: peopleOf,
  query: OrganizationQuery,
  result: Organization,
  list: true,
  run: ({ actor, query }) => listOrganizations(actor, query),
})

export const POST = endpoint({
  summary: "Create an organization",
  permission: "tenant_admin",
  place: tenantInBody,
  body: NewOrganization,
  result: Organization,
  status: 201,
  idempotent: true,
  location: (organization: { id: string }) => `/api/v1/organizations/${organization.id}`,
  run: ({ actor, body }) => createOrganization(actor, body),
})
