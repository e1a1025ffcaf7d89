import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { tenantOrOwn } from "@/lib/core/http/member-scope"
import { createPermissionAct } from "@/lib/permissions/acts"
import { listPermissions } from "@/lib/permissions/list"
import { PermissionEntry } from "@/lib/permissions/schema"

export const GET = endpoint({
  operationId: "listPermissions",
  applications: "roles:read",
  summary: "List permissions",
  description: "Returns the built-in permissions, then those that the tenant has used, by name.",
  permission: "roles:read",
  scope: tenantOrOwn,
  result: z.array(PermissionEntry),
  run: ({ actor }) => listPermissions(actor),
})

export const POST = endpoint(createPermissionAct, {
  operationId: "createPermission",
  applications: "roles:write",
  summary: "Add a permission",
  description: "Describes one of the tenant's own before its first use. Granting a permission adds it too.",
  status: 201,
  idempotent: true,
  location: (permission: { name: string }) => `/api/v1/permissions/${encodeURIComponent(permission.name)}`,
})
