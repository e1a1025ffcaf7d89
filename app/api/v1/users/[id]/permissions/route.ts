import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { memberAnywhere } from "@/lib/core/http/member-scope"
import { HeldPermission } from "@/lib/memberships/schema"
import { permissionsOf } from "@/lib/users/held-permissions"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listUserPermissions",
  applications: "users:write",
  summary: "List a user's permissions and their sources",
  description: "Effective permissions in one organization. Empty for invited, suspended and expired members.",
  permission: "users:write",
  scope: memberAnywhere,
  params: UserPath,
  query: InOrganization,
  result: z.array(HeldPermission),
  run: ({ actor, params }) => permissionsOf(actor, params.id),
})
