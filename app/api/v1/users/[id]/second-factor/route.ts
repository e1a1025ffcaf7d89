import { endpoint } from "@/lib/core/http/endpoint"
import { resetFactorsAct } from "@/lib/memberships/acts"
import { InOrganization, UserPath } from "@/lib/users/schema"

export const DELETE = endpoint(resetFactorsAct, {
  operationId: "resetUserSecondFactor",
  summary: "Reset a user's two-factor authentication",
  description:
    "For a person who has lost it. Tenant admins only, with their own password, and only for users with a lower role whose account is in no other tenant: otherwise 409 `factors_of_operator`, and the operator resets it with `npm run nanostack -- factors reset <email>`. Removes passkeys too, ends all sessions, and emails the user, whose next sign-in takes an emailed code besides the password.",
  params: UserPath,
  query: InOrganization,
  target: ({ id }) => ({ user_id: id }),
  status: 204,
})
