import { endpoint } from "@/lib/core/http/endpoint"
import { unlinkIdentityAct } from "@/lib/identities/acts"
import { IdentityPath } from "@/lib/identities/schema"

export const DELETE = endpoint(unlinkIdentityAct, {
  operationId: "unlinkMyIdentity",
  summary: "Unlink one of my accounts at other services",
  description:
    "Requires a proof of at most 15 minutes: `password`, or a proof by passkey in its place, and a `code` where two-factor authentication is on. Ends the sessions that it began. The last way to sign in can't be unlinked: 409 `last_way_in`.",
  params: IdentityPath,
  target: ({ id }) => ({ identity_id: id }),
  status: 204,
})
