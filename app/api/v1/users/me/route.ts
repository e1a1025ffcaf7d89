import { endpoint } from "@/lib/core/http/endpoint"
import { closeAccountAct, updateMeAct } from "@/lib/users/acts"
import { Me } from "@/lib/users/schema"
import { getMe, knownMe } from "@/lib/users/service"

export const GET = endpoint({
  operationId: "getMe",
  applications: "profile:read",
  summary: "Get the current user",
  permission: "self",
  result: Me,
  known: knownMe,
  run: ({ actor }) => getMe(actor),
})

export const PUT = endpoint(updateMeAct, {
  operationId: "updateMe",
  applications: "profile:write",
  summary: "Update the current user's profile",
  description: "Fields that are not sent keep their values.",
})

/** The same: fields that are not sent keep their values. */
export const PATCH = PUT

export const DELETE = endpoint(closeAccountAct, {
  operationId: "closeAccount",
  summary: "Close the current user's account",
  description:
    "Requires the password. Signing in within 30 days restores the account; after that it is permanently deleted. If the caller is a tenant's only admin, 409 `last_admin` lists the organizations that depend on them: list those to delete in `delete_organizations`, or send `true` if they have no other members.",
  status: 204,
})
