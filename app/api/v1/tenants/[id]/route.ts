import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { deleteTenantAct, updateTenantAct } from "@/lib/tenants/acts"
import { getTenantWithEmails } from "@/lib/tenants/read"
import { Tenant, TenantPath } from "@/lib/tenants/schema"

export const GET = endpoint({
  operationId: "getTenant",
  summary: "Get a tenant",
  permission: "tenant_admin",
  scope: tenantInPath,
  params: TenantPath,
  result: Tenant,
  run: ({ params }) => getTenantWithEmails(params.id),
})

export const PUT = endpoint(updateTenantAct, {
  operationId: "updateTenant",
  summary: "Update a tenant",
  params: TenantPath,
})

/** The same: fields that are not sent keep their values. */
export const PATCH = PUT

export const DELETE = endpoint(deleteTenantAct, {
  operationId: "deleteTenant",
  summary: "Delete a tenant",
  description:
    "For super admins and the tenant's last admin. Requires the password. The tenant is permanently deleted after 30 days.",
  params: TenantPath,
  status: 204,
})
