import { endpoint } from "@/lib/core/http/endpoint"
import { deletePermissionAct, describePermissionAct } from "@/lib/permissions/acts"
import { PermissionPath } from "@/lib/permissions/schema"

export const PUT = endpoint(describePermissionAct, {
  operationId: "updatePermission",
  applications: "roles:write",
  summary: "Describe a permission",
  description: "One of the tenant's own.",
  params: PermissionPath,
  target: ({ name }) => ({ permission: name }),
})
export const PATCH = PUT

export const DELETE = endpoint(deletePermissionAct, {
  operationId: "deletePermission",
  applications: "roles:write",
  summary: "Delete a permission",
  description: "One of the tenant's own that nothing uses.",
  params: PermissionPath,
  target: ({ name }) => ({ permission: name }),
  status: 204,
})
