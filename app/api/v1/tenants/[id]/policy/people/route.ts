import { endpoint } from "@/lib/core/http/endpoint"
import { tenantInPath } from "@/lib/core/http/scope"
import { listWithoutTwoFactor } from "@/lib/policies/people"
import { PeopleQuery, PolicyPath, PolicyPerson } from "@/lib/policies/schema"

export const GET = endpoint({
  operationId: "listTenantPolicyPeople",
  summary: "List members without two-factor authentication or a passkey",
  permission: "tenant_admin",
  scope: tenantInPath,
  params: PolicyPath,
  query: PeopleQuery,
  result: PolicyPerson,
  list: true,
  run: ({ actor, query }) => listWithoutTwoFactor(actor, query),
})
