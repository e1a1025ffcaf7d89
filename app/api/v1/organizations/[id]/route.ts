import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { deleteOrganizationAct, updateOrganizationAct } from "@/lib/organizations/acts"
import { getOrganization } from "@/lib/organizations/read"
import { Organization, OrganizationPath } from "@/lib/organizations/schema"

export const GET = endpoint({
  operationId: "getOrganization",
  applications: "organizations:read",
  summary: "Get an organization",
  permission: "organizations:read",
  scope: organizationInPath,
  params: OrganizationPath,
  result: Organization,
  run: ({ actor }) => getOrganization(actor),
})

export const PUT = endpoint(updateOrganizationAct, {
  operationId: "updateOrganization",
  applications: "organizations:write",
  summary: "Update an organization",
  description: "Fields that are not sent keep their values.",
  params: OrganizationPath,
})

/** The same: fields that are not sent keep their values. */
export const PATCH = PUT

export const DELETE = endpoint(deleteOrganizationAct, {
  operationId: "deleteOrganization",
  summary: "Delete an organization",
  description: "All its members lose access. It is permanently deleted after 30 days.",
  params: OrganizationPath,
  status: 204,
  answer: () => undefined,
})
