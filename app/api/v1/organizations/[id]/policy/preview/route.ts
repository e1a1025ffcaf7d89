import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { previewPolicy } from "@/lib/policies/preview"
import { PolicyPatch, PolicyPath, PolicyPreview } from "@/lib/policies/schema"

export const POST = endpoint({
  operationId: "previewOrganizationPolicy",
  summary: "Count whom rules of a sign-in policy would touch",
  description: "Changes nothing. Only the rules that are sent are counted, without their grace period.",
  permission: "organizations:write",
  scope: organizationInPath,
  params: PolicyPath,
  body: PolicyPatch,
  result: PolicyPreview,
  run: ({ actor, body }) => previewPolicy(actor, body),
})
