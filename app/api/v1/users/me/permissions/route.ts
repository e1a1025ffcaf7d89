import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { HeldPermission } from "@/lib/memberships/schema"
import { myPermissions } from "@/lib/users/held-permissions"

export const GET = endpoint({
  summary: "List the current user's permissions and why they hold them",
  permission: "self",
  result: z.array(HeldPermission),
  run: ({ actor }) => myPermissions(actor),
})
