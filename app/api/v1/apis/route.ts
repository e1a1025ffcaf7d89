import { createApiAct } from "@/lib/apis/acts"
import { Api, ApiQuery } from "@/lib/apis/schema"
import { listApis } from "@/lib/apis/service"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "listApis",
  summary: "List APIs",
  description: "Returns the tenant's APIs: what access tokens of applications are for.",
  permission: "applications:read",
  scope: ownAsPerson,
  query: ApiQuery,
  result: Api,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, query }) => listApis(actor, query),
})

export const POST = endpoint(createApiAct, {
  operationId: "createApi",
  summary: "Create an API",
  status: 201,
  idempotent: true,
  location: (api: { id: string }) => `/api/v1/apis/${api.id}`,
})
