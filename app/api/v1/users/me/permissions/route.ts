import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { myPermissions } from "@/lib/users/me"
import { HeldPermission } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List the current user's permissions and their sources",
  permission: "self",
  result: z.array(HeldPermission),
  run: ({ actor }) => myPermissions(actor),
})
