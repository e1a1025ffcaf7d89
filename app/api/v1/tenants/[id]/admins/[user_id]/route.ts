import { endpoint } from "@/lib/core/http/endpoint"
import { nameTenantAdminAct, removeTenantAdminAct } from "@/lib/tenants/acts"
import { TenantAdminPath } from "@/lib/tenants/schema"

export const PUT = endpoint(nameTenantAdminAct, {
  operationId: "addTenantAdmin",
  summary: "Add a tenant admin",
  description: "The user must be an active member of one of the tenant's organizations.",
  params: TenantAdminPath,
})

export const DELETE = endpoint(removeTenantAdminAct, {
  operationId: "removeTenantAdmin",
  summary: "Remove a tenant admin",
  description: "Memberships don't change.",
  params: TenantAdminPath,
  status: 204,
})
