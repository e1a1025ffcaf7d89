import { endpoint } from "@/lib/core/http/endpoint"
import { joinOrganization } from "@/lib/memberships/join"
import { Organization } from "@/lib/organizations/schema"
import { OrganizationPath } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Join an organization",
  description: "Where its sign-up policy admits the caller's verified address; else it does not exist.",
  permission: "self",
  params: OrganizationPath,
  result: Organization,
  idempotent: true,
  errors: ["email_not_verified", "not_found", "already_member", "membership_suspended"],
  run: ({ actor, params }) => joinOrganization(actor, params.id),
})
