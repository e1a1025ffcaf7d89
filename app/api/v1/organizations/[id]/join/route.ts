import { endpoint } from "@/lib/core/http/endpoint"
import { actorAt } from "@/lib/core/identity/authorize"
import { joinOrganization } from "@/lib/memberships/join"
import { Organization, OrganizationPath } from "@/lib/organizations/schema"

export const POST = endpoint({
  operationId: "joinOrganization",
  summary: "Join an organization",
  description: "Requires a sign-up policy that admits the caller's verified email; otherwise returns 404.",
  permission: "self",
  params: OrganizationPath,
  result: Organization,
  idempotent: true,
  replay: (me, { id, tenant_id }: { id: string; tenant_id: string }) =>
    actorAt(me, { tenantId: tenant_id, organizationId: id }, "member"),
  errors: ["email_not_verified", "not_found", "already_member", "membership_suspended"],
  run: ({ actor, params }) => joinOrganization(actor, params.id),
})
