import { act } from "../core/http/act"
import { wholeTenant } from "../core/http/member-scope"
import { Api, ApiPatch, ApiTarget, NewApi } from "./schema"
import { createApi, updateApi } from "./service"

export const createApiAct = act({
  permission: "tenant_admin",
  scope: wholeTenant,
  body: NewApi,
  result: Api,
  errors: ["not_a_user"],
  run: ({ actor, body }) => createApi(actor, body),
})

export const updateApiAct = act({
  permission: "tenant_admin",
  scope: wholeTenant,
  target: ApiTarget,
  body: ApiPatch,
  result: Api,
  errors: ["not_a_user"],
  version: true,
  run: ({ actor, target, body, version }) => updateApi(actor, target.api_id, body, version),
})
