import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { setOrganizationPolicyAct } from "@/lib/policies/acts"
import { Policy, PolicyPath } from "@/lib/policies/schema"
import { getPolicy } from "@/lib/policies/store"

export const GET = endpoint({
  operationId: "getOrganizationPolicy",
  summary: "Get the sign-in policy of an organization",
  permission: "policies:read",
  scope: organizationInPath,
  params: PolicyPath,
  result: Policy,
  run: ({ actor }) => getPolicy(actor),
})

export const PUT = endpoint(setOrganizationPolicyAct, {
  operationId: "updateOrganizationPolicy",
  summary: "Change the sign-in policy of an organization",
  description: "Fields that are not sent keep their values. The caller has to comply with the new policy already.",
  params: PolicyPath,
})
