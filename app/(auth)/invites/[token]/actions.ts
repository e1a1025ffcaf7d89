"use server"

import { landing, landingAfter } from "@/app/(app)/shell/landing"
import { continueTo } from "@/app/(auth)/continue/continue-to"
import { signOutAct } from "@/lib/auth/acts"
import { isAppError } from "@/lib/core/errors"
import { sessionEnded } from "@/lib/core/forms/admit-sender"
import { formAction } from "@/lib/core/forms/form-action"
import type { UserCaller } from "@/lib/core/identity/caller"
import { clearSessionCookie, writeSessionCookie } from "@/lib/core/identity/nextauth"
import { inviteAddress } from "@/lib/core/links/token"
import { acceptInviteAct, declineInviteAct, requestInviteAct } from "@/lib/invites/acts"
import { lookAtInvite } from "@/lib/invites/link"
import { isActiveMember } from "@/lib/memberships/me"
import type { SignIn } from "@/lib/sessions/service"
import { InviteToken, NewcomerAcceptance } from "./schema"

type Sent = { token: string; to?: string | undefined }

async function enter(session: SignIn, to: string | undefined): Promise<string> {
  await writeSessionCookie(session)
  const on = await continueTo(to, "joined")
  if (on) return on
  return landingAfter(session, { org: session.scope?.organizationId ?? undefined, done: "joined" })
}

/** Members have nothing to accept, however they joined, and are sent inside. @throws the error for everyone else */
async function enterAsMember(error: unknown, me: UserCaller | null, { token, to }: Sent): Promise<string> {
  if (!me || !isAppError(error) || (error.status !== 409 && error.status !== 410)) throw error
  const { tenantId, organizationId } = await lookAtInvite(token)
  if (!(await isActiveMember(me.userId, tenantId, organizationId))) throw error
  return (await continueTo(to, "member")) ?? landing(me, { org: organizationId, done: "member" })
}

export const acceptAsNewcomer = formAction(acceptInviteAct, {
  fields: NewcomerAcceptance,
  around: async (act, { input }) => enter(await act(), input.to),
  goTo: (path) => path,
})

export const acceptAsMyself = formAction(acceptInviteAct, {
  fields: InviteToken,
  given: ({ token }, { me }) => {
    if (!me) throw sessionEnded()
    return { target: { token }, body: {} }
  },
  around: (act, { input, me }) =>
    act()
      .then((session) => enter(session, input.to))
      .catch((error: unknown) => enterAsMember(error, me, input)),
  goTo: (path) => path,
})

export const decline = formAction(declineInviteAct, {
  fields: InviteToken,
  goTo: (_, { token }) => inviteAddress(token),
})

export const askForNewLink = formAction(requestInviteAct, {
  fields: InviteToken,
  done: (t) => t("invitation.asked"),
})

export const askByEmail = formAction(requestInviteAct, {
  fields: InviteToken,
  done: (t) => t("invitation.copied.sent"),
})

export const switchAccount = formAction(signOutAct, {
  fields: InviteToken,
  given: () => ({ body: {} }),
  around: async (act) => {
    await act()
    await clearSessionCookie()
  },
  goTo: (_, { token }) => inviteAddress(token),
})
