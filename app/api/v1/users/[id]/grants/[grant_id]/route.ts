import { endpoint } from "@/lib/core/http/endpoint"
import { revokeMemberGrantAct } from "@/lib/grants/acts"
import { MemberGrantPath } from "@/lib/grants/schema"
import { InOrganization } from "@/lib/users/schema"

export const DELETE = endpoint(revokeMemberGrantAct, {
  operationId: "revokeUserGrant",
  summary: "Disconnect an application from a member",
  params: MemberGrantPath,
  query: InOrganization,
  target: ({ id, grant_id }) => ({ user_id: id, grant_id }),
  status: 204,
})
