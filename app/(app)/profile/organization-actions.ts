"use server"

import { formAction } from "@/lib/forms/form-action"
import { removeMember } from "@/lib/memberships/service"
import { ownActorAt, placeOfOrganization } from "@/lib/session"
import { OneOrganization } from "./schema"

export const leave = formAction({
  permission: "self",
  body: OneOrganization,
  run: async ({ me, input }) => {
    const place = await placeOfOrganization(me, input.organization_id)
    return removeMember(await ownActorAt<"users:delete">(me, place), me.userId)
  },
  goTo: () => "/profile?done=left",
})
