"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { inviteAct, resendInviteAct, revokeInviteAct } from "@/lib/invites/acts"
import { InviteForm, OneInvite, Resending } from "./schema"

export const invite = formAction(inviteAct, {
  fields: InviteForm,
  goTo: ({ organization_id }) => `/invites?org=${organization_id}&done=sent`,
})

export const resend = formAction(resendInviteAct, {
  fields: Resending,
  done: (t) => t("invites.resent"),
})

export const revoke = formAction(revokeInviteAct, {
  fields: OneInvite,
  goTo: (_, __, org) => `/invites?org=${org}&done=revoked`,
})
