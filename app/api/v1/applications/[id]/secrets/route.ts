import { createSecretAct } from "@/lib/applications/acts"
import { ApplicationPath, ApplicationSecret } from "@/lib/applications/schema"
import { listSecrets } from "@/lib/applications/secrets"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"
import { Paging } from "@/lib/core/schema"

export const GET = endpoint({
  operationId: "listApplicationSecrets",
  summary: "List an application's secrets",
  description: "Returns the active ones, at most two, without their values.",
  permission: "applications:read",
  scope: ownAsPerson,
  params: ApplicationPath,
  query: Paging,
  result: ApplicationSecret,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, params, query }) => listSecrets(actor, params.id, query),
})

export const POST = endpoint(createSecretAct, {
  operationId: "createApplicationSecret",
  summary: "Create a secret",
  description: "Returned only once. An application has at most two, so that one can replace the other.",
  params: ApplicationPath,
  target: ({ id }) => ({ application_id: id }),
  status: 201,
  idempotent: true,
})
