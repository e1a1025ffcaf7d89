"use server"

import { formAction } from "@/lib/forms/form-action"
import { removeMember, updateMember } from "@/lib/memberships/service"
import { Access, Removal, Rights } from "./schema"

export const saveRights = formAction({
  permission: "users:write",
  body: Rights,
  run: ({ actor, input: { user_id, version, ...patch } }) => updateMember(actor, user_id, patch, version),
  done: "Saved. It counts from their next click on.",
})

export const saveAccess = formAction({
  permission: "users:write",
  body: Access,
  run: ({ actor, input: { user_id, version, ...patch } }) => updateMember(actor, user_id, patch, version),
  done: (_, { status }) => (status === "suspended" ? "Suspended." : "They are active again."),
})

export const remove = formAction({
  permission: "users:delete",
  body: Removal,
  run: async ({ actor, input }) => {
    await removeMember(actor, input.user_id)
    return actor.organizationId
  },
  goTo: (org) => `/members?org=${org}&done=removed`,
})
