"use server"

import { AppError, isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { removeMemberAct } from "@/lib/memberships/acts"
import { OneOrganization } from "./schema"

/** Tenant admins see every organization of the tenant, including those they aren't members of. */
function noMembership(error: unknown): never {
  if (isAppError(error) && error.code === "not_found") throw new AppError("not_found", { reason: "membership" })
  throw error
}

export const leave = formAction(removeMemberAct, {
  fields: OneOrganization,
  around: (act) => act().catch(noMembership),
  goTo: () => "/profile/organizations?done=left",
})
