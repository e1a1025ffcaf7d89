"use server"

import { AppError, isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import { ownActorAt } from "@/lib/core/identity/authorize"
import { removeMember } from "@/lib/memberships/service"
import { OneOrganization } from "./schema"

/** Tenant admins see every organization of the tenant, members of it or not. */
function noMembership(error: unknown): never {
  if (isAppError(error) && error.code === "not_found") throw new AppError("not_found", { reason: "membership" })
  throw error
}

export const leave = formAction({
  permission: "self",
  body: OneOrganization,
  run: async ({ me, input }) => {
    const place = await scopeOfOrganization(me, input.organization_id)
    return removeMember(await ownActorAt<"users:delete">(me, place), me.userId).catch(noMembership)
  },
  goTo: () => "/profile?done=left",
})
