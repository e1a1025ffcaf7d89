import { endpoint } from "@/lib/core/http/endpoint"
import { createTenantAct } from "@/lib/memberships/acts"
import { listTenants } from "@/lib/tenants/read"
import { Tenant, TenantQuery } from "@/lib/tenants/schema"

export const GET = endpoint({
  summary: "List tenants",
  description: "Every tenant for a super admin; for others those they administer.",
  permission: "self",
  query: TenantQuery,
  result: Tenant,
  list: true,
  run: ({ actor, query }) => listTenants(actor, query),
})

export const POST = endpoint(createTenantAct, {
  summary: "Create a tenant",
  description:
    "With a first organization; the caller administers it. For all but super admins only while SIGN_UP is open.",
  status: 201,
  idempotent: true,
  location: (tenant: { id: string }) => `/api/v1/tenants/${tenant.id}`,
})
