import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { setTenantPolicyAct } from "@/lib/policies/acts"
import { Policy, PolicyPath } from "@/lib/policies/schema"
import { getPolicy } from "@/lib/policies/store"

export const GET = endpoint({
  operationId: "getTenantPolicy",
  summary: "Get the sign-in policy of a tenant",
  permission: "tenant_admin",
  scope: tenantInPath,
  params: PolicyPath,
  result: Policy,
  run: ({ actor }) => getPolicy(actor),
})

export const PUT = endpoint(setTenantPolicyAct, {
  operationId: "updateTenantPolicy",
  summary: "Change the sign-in policy of a tenant",
  description: "Fields that are not sent keep their values. The caller has to comply with the new policy already.",
  params: PolicyPath,
})
