import { endpoint } from "@/lib/core/http/endpoint"
import { revokeOwnGrantAct } from "@/lib/grants/acts"
import { OwnGrantPath } from "@/lib/grants/schema"

export const DELETE = endpoint(revokeOwnGrantAct, {
  operationId: "revokeMyGrant",
  summary: "Disconnect one of my applications",
  description: "Ends its sign-ins. It has to ask again.",
  params: OwnGrantPath,
  target: ({ id }) => ({ grant_id: id }),
  status: 204,
})
