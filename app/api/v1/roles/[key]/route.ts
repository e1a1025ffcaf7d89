import { endpoint } from "@/lib/core/http/endpoint"
import { tenantOrOwn } from "@/lib/core/http/member-scope"
import { deleteRoleAct, updateRoleAct } from "@/lib/roles/acts"
import { getRole } from "@/lib/roles/read"
import { Role, RoleDeletion, RolePath } from "@/lib/roles/schema"

export const GET = endpoint({
  operationId: "getRole",
  applications: "roles:read",
  summary: "Get a role",
  permission: "roles:read",
  scope: tenantOrOwn,
  params: RolePath,
  result: Role,
  run: ({ actor, params }) => getRole(actor, params.key),
})

export const PUT = endpoint(updateRoleAct, {
  operationId: "updateRole",
  applications: "roles:write",
  summary: "Update a role",
  description:
    "Fields that are not sent keep their values. Everyone with the role has what it includes within a second.",
  params: RolePath,
  target: ({ key }) => ({ role_key: key }),
})
export const PATCH = PUT

export const DELETE = endpoint(deleteRoleAct, {
  operationId: "deleteRole",
  applications: "roles:write",
  summary: "Delete a role",
  description:
    "A role that is in use needs `replace_with`: everything that has it gets that one, in the same transaction.",
  params: RolePath,
  query: RoleDeletion,
  target: ({ key }, { replace_with }) => ({ role_key: key, replace_with }),
  status: 204,
})
