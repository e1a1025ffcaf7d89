import { endpoint } from "@/lib/core/http/endpoint"
import { nameTenantAdminAct, removeTenantAdminAct } from "@/lib/tenants/acts"
import { TenantAdminPath } from "@/lib/tenants/schema"

export const PUT = endpoint(nameTenantAdminAct, {
  summary: "Name a tenant admin",
  description: "Somebody who is an active member of one of the tenant's organizations.",
  params: TenantAdminPath,
})

export const DELETE = endpoint(removeTenantAdminAct, {
  summary: "Remove a tenant admin",
  description: "Takes the rank; memberships stay.",
  params: TenantAdminPath,
  status: 204,
})
