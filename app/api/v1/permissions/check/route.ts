import { endpoint } from "@/lib/endpoint"
import { checkPermission } from "@/lib/memberships/check"
import { organizationInBody } from "@/lib/places"
import { PermissionAnswer, PermissionQuestion } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Check a permission",
  description: "Of the caller, or of another user where the caller holds `users:read`.",
  permission: "member",
  place: organizationInBody,
  body: PermissionQuestion,
  result: PermissionAnswer,
  run: ({ actor, body }) => checkPermission(actor, body),
})
