import { endpoint } from "@/lib/core/http/endpoint"
import { previewOrganizationPolicyAct } from "@/lib/policies/acts"
import { PolicyPath } from "@/lib/policies/schema"

export const POST = endpoint(previewOrganizationPolicyAct, {
  operationId: "previewOrganizationPolicy",
  summary: "Count whom rules of a sign-in policy would touch",
  description: "Changes nothing. Only the rules that are sent are counted, without their grace period.",
  params: PolicyPath,
})
