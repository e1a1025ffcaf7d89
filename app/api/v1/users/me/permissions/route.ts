import { z } from "zod"
import { policyRefusals } from "@/lib/core/errors"
import { endpoint } from "@/lib/core/http/endpoint"
import { HeldPermission } from "@/lib/memberships/schema"
import { myPermissions } from "@/lib/users/held-permissions"

export const GET = endpoint({
  operationId: "listMyPermissions",
  applications: "profile:read",
  summary: "List the current user's permissions and their sources",
  permission: "self",
  errors: [...policyRefusals],
  result: z.array(HeldPermission),
  run: ({ actor }) => myPermissions(actor),
})
