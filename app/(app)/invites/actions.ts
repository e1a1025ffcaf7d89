"use server"

import { formAction, formActionForEach } from "@/lib/core/forms/form-action"
import { copyInviteLinkAct, inviteAct, resendInviteAct, revokeInviteAct } from "@/lib/invites/acts"
import { rowAnswers } from "../row-answers"
import { InviteForm, OneInvite, Resending, SomeInvites } from "./schema"

export const invite = formAction(inviteAct, {
  fields: InviteForm,
  goTo: ({ organization_id }) => `/invites?org=${organization_id}&done=sent`,
})

export const resend = formAction(resendInviteAct, {
  fields: Resending,
  done: (t) => t("invites.resent"),
})

export const createLink = formAction(copyInviteLinkAct, {
  fields: OneInvite,
  once: ({ url }) => [url],
})

export const revoke = formAction(revokeInviteAct, {
  fields: OneInvite,
  goTo: (_, __, org) => `/invites?org=${org}&done=revoked`,
})

const targets = ({ invites }: { invites: readonly string[] }) => invites.map((invite_id) => ({ target: { invite_id } }))

export const resendMany = formActionForEach(resendInviteAct, {
  fields: SomeInvites,
  each: targets,
  rows: (outcomes, { invites }) => rowAnswers(invites, outcomes, SomeInvites),
})

export const revokeMany = formActionForEach(revokeInviteAct, {
  fields: SomeInvites,
  each: targets,
  rows: (outcomes, { invites }) => rowAnswers(invites, outcomes, SomeInvites),
})
