import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { Organization, OrganizationPatch } from "@/lib/organizations/schema"
import { deleteOrganization, getOrganization, updateOrganization } from "@/lib/organizations/service"
import { OrganizationPath } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "Get an organization",
  permission: "organizations:read",
  place: organizationInPath,
  params: OrganizationPath,
  result: Organization,
  run: ({ actor }) => getOrganization(actor),
})

export const PUT = endpoint({
  summary: "Update an organization",
  description: "Fields that are not sent stay.",
  permission: "organizations:write",
  place: organizationInPath,
  params: OrganizationPath,
  body: OrganizationPatch,
  result: Organization,
  versioned: true,
  run: ({ actor, body, ifMatch }) => updateOrganization(actor, body, ifMatch),
})

export const DELETE = endpoint({
  summary: "Delete an organization",
  description: "Nobody has a part in it from then on; it is purged after 30 days.",
  permission: "tenant_admin",
  place: organizationInPath,
  params: OrganizationPath,
  status: 204,
  run: ({ actor }) => deleteOrganization(actor),
})
