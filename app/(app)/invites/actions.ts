"use server"

import { z } from "zod"
import { formAction } from "@/lib/core/forms/form-action"
import { Id } from "@/lib/core/schema"
import { NewInvite } from "@/lib/invites/schema"
import { createInvite, resendInvite, revokeInvite } from "@/lib/invites/service"

const One = z.strictObject({ invite_id: Id })

export const invite = formAction({
  permission: "invites:write",
  body: NewInvite,
  run: ({ actor, input }) => createInvite(actor, input),
  goTo: ({ organization_id }) => `/invites?org=${organization_id}&done=sent`,
})

export const resend = formAction({
  permission: "invites:write",
  body: One,
  run: ({ actor, input }) => resendInvite(actor, input.invite_id),
  done: (t) => t("invites.resent"),
})

export const revoke = formAction({
  permission: "invites:write",
  body: One,
  run: async ({ actor, input }) => {
    await revokeInvite(actor, input.invite_id)
    return actor.organizationId
  },
  goTo: (org) => `/invites?org=${org}&done=revoked`,
})
