import { act } from "../core/http/act"
import { ownAsPerson } from "../core/http/member-scope"
import { alwaysFresh } from "../sessions/proof"
import { rotateApiKey } from "./rotate"
import { ApiKeyWithSecret, KeyTarget, NewApiKey, Rotation } from "./schema"
import { createApiKey, deleteApiKey } from "./service"

export const createApiKeyAct = act({
  permission: "api_keys:write",
  scope: ownAsPerson,
  body: NewApiKey,
  result: ApiKeyWithSecret,
  errors: ["not_a_user", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, body }) => createApiKey(actor, body),
})

export const rotateApiKeyAct = act({
  permission: "api_keys:write",
  scope: ownAsPerson,
  target: KeyTarget,
  body: Rotation,
  result: ApiKeyWithSecret,
  errors: ["not_a_user", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, target, body }) => rotateApiKey(actor, target.key_id, body),
})

export const revokeApiKeyAct = act({
  permission: "api_keys:write",
  scope: ownAsPerson,
  target: KeyTarget,
  errors: ["not_a_user", "role_above_your_own"],
  proof: alwaysFresh,
  run: ({ actor, target }) => deleteApiKey(actor, target.key_id),
})
