import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { tenantOrOwn } from "@/lib/core/http/member-scope"
import { createRoleAct } from "@/lib/roles/acts"
import { listRoles } from "@/lib/roles/read"
import { Role } from "@/lib/roles/schema"

export const GET = endpoint({
  operationId: "listRoles",
  applications: "roles:read",
  summary: "List roles",
  description: "Returns all roles that members can have: the built-in ones, then the tenant's own by name.",
  permission: "roles:read",
  scope: tenantOrOwn,
  result: z.array(Role),
  run: ({ actor }) => listRoles(actor),
})

export const POST = endpoint(createRoleAct, {
  operationId: "createRole",
  applications: "roles:write",
  summary: "Create a role",
  description: "A role of the tenant's own, for its members, invitations and API keys. For tenant admins.",
  status: 201,
  idempotent: true,
  location: (role: { key: string }) => `/api/v1/roles/${role.key}`,
})
