import { z } from "zod"
import { endpoint } from "@/lib/endpoint"
import { myPermissions } from "@/lib/users/own"
import { HeldPermission } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List the current user's permissions and why they hold them",
  permission: "self",
  result: z.array(HeldPermission),
  run: ({ actor }) => myPermissions(actor),
})
