import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { nameTenantAdmin, removeTenantAdmin } from "@/lib/tenants/admins"
import { Tenant, TenantAdminPath } from "@/lib/tenants/schema"

export const PUT = endpoint({
  summary: "Name a tenant admin",
  description: "Somebody who is an active member of one of the tenant's organizations.",
  permission: "tenant_admin",
  place: tenantInPath,
  params: TenantAdminPath,
  result: Tenant,
  run: ({ actor, params }) => nameTenantAdmin(actor, params.user_id),
})

export const DELETE = endpoint({
  summary: "Remove a tenant admin",
  description: "Takes the rank; memberships stay.",
  permission: "tenant_admin",
  place: tenantInPath,
  params: TenantAdminPath,
  status: 204,
  errors: ["last_admin"],
  run: ({ actor, params }) => removeTenantAdmin(actor, params.user_id),
})
