import { updateApiAct } from "@/lib/apis/acts"
import { Api, ApiPath } from "@/lib/apis/schema"
import { getApi } from "@/lib/apis/service"
import { deleteApiAct } from "@/lib/applications/acts"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "getApi",
  summary: "Get an API",
  permission: "applications:read",
  scope: ownAsPerson,
  params: ApiPath,
  result: Api,
  errors: ["not_a_user"],
  run: ({ actor, params }) => getApi(actor, params.id),
})

export const PUT = endpoint(updateApiAct, {
  operationId: "updateApi",
  summary: "Update an API",
  description: "Fields that are not sent keep their values.",
  params: ApiPath,
  target: ({ id }) => ({ api_id: id }),
})

export const DELETE = endpoint(deleteApiAct, {
  operationId: "deleteApi",
  summary: "Delete an API",
  description: "Applications get no more tokens for it.",
  params: ApiPath,
  target: ({ id }) => ({ api_id: id }),
  status: 204,
})
