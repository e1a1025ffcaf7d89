import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { Tenant, TenantDeletion, TenantPatch, TenantPath } from "@/lib/tenants/schema"
import { deleteTenant, getTenant, updateTenant } from "@/lib/tenants/service"

export const GET = endpoint({
  summary: "Get a tenant",
  permission: "tenant_admin",
  place: tenantInPath,
  params: TenantPath,
  result: Tenant,
  run: ({ params }) => getTenant(params.id),
})

export const PUT = endpoint({
  summary: "Update a tenant",
  permission: "super_admin",
  place: tenantInPath,
  params: TenantPath,
  body: TenantPatch,
  result: Tenant,
  versioned: true,
  run: ({ actor, body, ifMatch }) => updateTenant(actor, body, ifMatch),
})

export const DELETE = endpoint({
  summary: "Delete a tenant",
  description: "A super admin, or the tenant's last admin; with their password. It is purged after 30 days.",
  permission: "tenant_admin",
  place: tenantInPath,
  params: TenantPath,
  body: TenantDeletion,
  status: 204,
  errors: ["last_admin", "not_a_user"],
  run: ({ actor, body }) => deleteTenant(actor, body.password),
})
