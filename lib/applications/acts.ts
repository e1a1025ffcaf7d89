import { ApiTarget } from "../apis/schema"
import { deleteApi } from "../apis/service"
import { db } from "../core/db/client"
import { act } from "../core/http/act"
import { ownAsPerson, wholeTenant } from "../core/http/member-scope"
import { alwaysFresh, freshProof } from "../sessions/proof"
import {
  Application,
  ApplicationPatch,
  ApplicationSecretWithValue,
  ApplicationTarget,
  ApplicationWithSecret,
  NewApplication,
  NewSecretOf,
  SecretTarget,
} from "./schema"
import { createSecret, revokeSecret } from "./secrets"
import { createApplication, deleteApplication, forgetApi, updateApplication } from "./service"
import { opensMore, readApplication } from "./store"

export const createApplicationAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  body: NewApplication,
  result: ApplicationWithSecret,
  errors: ["not_a_user", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, body }) => createApplication(actor, body),
})

export const updateApplicationAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: ApplicationTarget,
  body: ApplicationPatch,
  result: Application,
  errors: ["not_a_user", "role_above_your_own", "permission_not_held"],
  version: async ({ actor, target }) => (await readApplication(db(), actor, target.application_id)).version,
  proof: {
    asks: async ({ actor, target, body }) => opensMore(await readApplication(db(), actor, target.application_id), body),
    require: freshProof,
  },
  run: ({ actor, target, body, version }) => updateApplication(actor, target.application_id, body, version),
})

export const deleteApplicationAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: ApplicationTarget,
  errors: ["not_a_user", "role_above_your_own"],
  proof: alwaysFresh,
  version: async ({ actor, target }) => (await readApplication(db(), actor, target.application_id)).version,
  run: ({ actor, target, version }) => deleteApplication(actor, target.application_id, version),
})

export const createSecretAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: ApplicationTarget,
  body: NewSecretOf,
  result: ApplicationSecretWithValue,
  errors: ["not_a_user", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, target, body }) => createSecret(actor, target.application_id, body),
})

export const revokeSecretAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: SecretTarget,
  errors: ["not_a_user"],
  proof: alwaysFresh,
  run: ({ actor, target }) => revokeSecret(actor, target.application_id, target.secret_id),
})

export const deleteApiAct = act({
  permission: "tenant_admin",
  scope: wholeTenant,
  target: ApiTarget,
  errors: ["not_a_user"],
  version: true,
  run: ({ actor, target, version }) => deleteApi(actor, target.api_id, forgetApi, version),
})
