import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { deleteTenantAct, updateTenantAct } from "@/lib/tenants/acts"
import { getTenantWithEmails } from "@/lib/tenants/read"
import { Tenant, TenantPath } from "@/lib/tenants/schema"

export const GET = endpoint({
  summary: "Get a tenant",
  permission: "tenant_admin",
  scope: tenantInPath,
  params: TenantPath,
  result: Tenant,
  run: ({ params }) => getTenantWithEmails(params.id),
})

export const PUT = endpoint(updateTenantAct, {
  summary: "Update a tenant",
  params: TenantPath,
})

export const DELETE = endpoint(deleteTenantAct, {
  summary: "Delete a tenant",
  description:
    "For super admins and the tenant's last admin. Requires the password. The tenant is permanently deleted after 30 days.",
  params: TenantPath,
  status: 204,
})
