import { endpoint } from "@/lib/core/http/endpoint"
import { actorAt } from "@/lib/core/identity/authorize"
import { createTenantAct } from "@/lib/memberships/acts"
import { listTenants } from "@/lib/tenants/read"
import { Tenant, TenantQuery } from "@/lib/tenants/schema"

export const GET = endpoint({
  operationId: "listTenants",
  summary: "List tenants",
  description: "Returns all tenants for super admins, for others the tenants they administer.",
  permission: "self",
  query: TenantQuery,
  result: Tenant,
  list: true,
  run: ({ actor, query }) => listTenants(actor, query),
})

export const POST = endpoint(createTenantAct, {
  operationId: "createTenant",
  summary: "Create a tenant",
  description:
    "Includes a first organization; the caller becomes the tenant's admin. Requires SIGN_UP=open, except for super admins.",
  status: 201,
  idempotent: true,
  replay: (me, { id }: { id: string }) => actorAt(me, { tenantId: id, organizationId: null }, "tenant_admin"),
  location: (tenant: { id: string }) => `/api/v1/tenants/${tenant.id}`,
})
