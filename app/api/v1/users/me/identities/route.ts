import { endpoint } from "@/lib/core/http/endpoint"
import { Identity, IdentityQuery } from "@/lib/identities/schema"
import { listIdentities } from "@/lib/identities/service"

export const GET = endpoint({
  operationId: "listMyIdentities",
  summary: "List my accounts at other services",
  description: "The accounts at Google, GitHub and others that the user signs in with. They are linked in the browser.",
  permission: "self",
  query: IdentityQuery,
  result: Identity,
  list: true,
  run: ({ actor, query }) => listIdentities(actor, query),
})
