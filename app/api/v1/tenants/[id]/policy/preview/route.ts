import { endpoint } from "@/lib/core/http/endpoint"
import { previewTenantPolicyAct } from "@/lib/policies/acts"
import { PolicyPath } from "@/lib/policies/schema"

export const POST = endpoint(previewTenantPolicyAct, {
  operationId: "previewTenantPolicy",
  summary: "Count whom rules of a sign-in policy would touch",
  description: "Changes nothing. Only the rules that are sent are counted, without their grace period.",
  params: PolicyPath,
})
