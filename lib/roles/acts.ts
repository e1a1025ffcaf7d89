import { db } from "../core/db/client"
import { act } from "../core/http/act"
import { tenantOrOwn } from "../core/http/member-scope"
import { alwaysFresh } from "../sessions/proof"
import { deleteRole } from "./delete"
import { readRole } from "./read"
import { NewRole, Role, RolePatch, RoleRemoval, RoleTarget } from "./schema"
import { createRole, updateRole } from "./write"

export const createRoleAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  body: NewRole,
  result: Role,
  errors: ["role_exists", "too_many_roles", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, body }) => createRole(actor, body),
})

export const updateRoleAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  target: RoleTarget,
  body: RolePatch,
  result: Role,
  errors: ["own_rights", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  version: async ({ actor, target }) => (await readRole(db(), actor.tenantId, target.role_key)).version,
  run: ({ actor, target, body, version }) => updateRole(actor, target.role_key, body, version),
})

export const deleteRoleAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  target: RoleRemoval,
  errors: ["role_in_use", "own_rights", "role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  version: async ({ actor, target }) => (await readRole(db(), actor.tenantId, target.role_key)).version,
  run: ({ actor, target, version }) => deleteRole(actor, target.role_key, target.replace_with, version),
})
