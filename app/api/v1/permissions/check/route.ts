import { endpoint } from "@/lib/core/http/endpoint"
import { organizationInBody } from "@/lib/core/http/scope"
import { checkPermission } from "@/lib/memberships/check"
import { PermissionAnswer, PermissionQuestion } from "@/lib/memberships/schema"

export const POST = endpoint({
  operationId: "checkPermission",
  summary: "Check permissions",
  description:
    "One as `permission`, or up to 100 as `permissions`: for the caller, or for another user if the caller has `users:read`.",
  permission: "member",
  scope: organizationInBody,
  body: PermissionQuestion,
  result: PermissionAnswer,
  run: ({ actor, body }) => checkPermission(actor, body),
})
