import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { deleteTenantAct, updateTenantAct } from "@/lib/tenants/acts"
import { getTenant } from "@/lib/tenants/read"
import { Tenant, TenantPath } from "@/lib/tenants/schema"

export const GET = endpoint({
  summary: "Get a tenant",
  permission: "tenant_admin",
  scope: tenantInPath,
  params: TenantPath,
  result: Tenant,
  run: ({ params }) => getTenant(params.id),
})

export const PUT = endpoint(updateTenantAct, {
  summary: "Update a tenant",
  params: TenantPath,
})

export const DELETE = endpoint(deleteTenantAct, {
  summary: "Delete a tenant",
  description: "A super admin, or the tenant's last admin; with their password. It is purged after 30 days.",
  params: TenantPath,
  status: 204,
})
