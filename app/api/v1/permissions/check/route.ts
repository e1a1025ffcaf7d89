import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInBody } from "@/lib/core/http/scope"
import { checkPermission } from "@/lib/memberships/check"
import { PermissionAnswer, PermissionQuestion } from "@/lib/memberships/schema"

export const POST = endpoint({
  summary: "Check a permission",
  description: "Of the caller, or of another user where the caller holds `users:read`.",
  permission: "member",
  scope: organizationInBody,
  body: PermissionQuestion,
  result: PermissionAnswer,
  run: ({ actor, body }) => checkPermission(actor, body),
})
