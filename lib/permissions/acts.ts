import { act } from "../core/http/act"
import { tenantOrOwn } from "../core/http/member-scope"
import { NewPermission, PermissionDescription, PermissionEntry, PermissionTarget } from "./schema"
import { createPermission, deletePermission, describePermission } from "./write"

export const createPermissionAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  body: NewPermission,
  result: PermissionEntry,
  errors: ["permission_exists"],
  run: ({ actor, body }) => createPermission(actor, body),
})

export const describePermissionAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  target: PermissionTarget,
  body: PermissionDescription,
  result: PermissionEntry,
  version: true,
  run: ({ actor, target, body, version }) => describePermission(actor, target.permission, body, version),
})

export const deletePermissionAct = act({
  permission: "roles:write",
  scope: tenantOrOwn,
  target: PermissionTarget,
  errors: ["permission_in_use"],
  version: true,
  run: ({ actor, target, version }) => deletePermission(actor, target.permission, version),
})
