import { endpoint } from "@/lib/core/http/endpoint"
import { createTenant } from "@/lib/memberships/join"
import { NewTenant, Tenant, TenantQuery } from "@/lib/tenants/schema"
import { listTenants } from "@/lib/tenants/service"

export const GET = endpoint({
  summary: "List tenants",
  description: "Every tenant for a super admin; for others those they administer.",
  permission: "self",
  query: TenantQuery,
  result: Tenant,
  list: true,
  run: ({ actor, query }) => listTenants(actor, query),
})

export const POST = endpoint({
  summary: "Create a tenant",
  description:
    "With a first organization; the caller administers it. For all but super admins only while SIGN_UP is open.",
  permission: "self",
  body: NewTenant,
  result: Tenant,
  status: 201,
  idempotent: true,
  errors: ["email_not_verified", "sign_up_closed"],
  location: (tenant: { id: string }) => `/api/v1/tenants/${tenant.id}`,
  run: ({ actor, body }) => createTenant(actor, body),
})
