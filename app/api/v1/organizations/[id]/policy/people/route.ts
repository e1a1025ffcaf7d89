import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInPath } from "@/lib/core/http/scope"
import { listWithoutTwoFactor } from "@/lib/policies/people"
import { PeopleQuery, PolicyPath, PolicyPerson } from "@/lib/policies/schema"

export const GET = endpoint({
  operationId: "listOrganizationPolicyPeople",
  summary: "List members without two-factor authentication or a passkey",
  permission: "users:write",
  scope: organizationInPath,
  params: PolicyPath,
  query: PeopleQuery,
  result: PolicyPerson,
  list: true,
  run: ({ actor, query }) => listWithoutTwoFactor(actor, query),
})
