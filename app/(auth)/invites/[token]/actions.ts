"use server"

import { signOut } from "@/lib/auth/service"
import { isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { clearSessionCookie, writeSessionCookie } from "@/lib/core/identity/nextauth"
import { inviteAddress } from "@/lib/core/links/token"
import { acceptInvite, declineInvite } from "@/lib/invites/accept"
import { lookAtInvite } from "@/lib/invites/link"
import { requestNewInvite } from "@/lib/invites/renew"
import { isActiveMember } from "@/lib/memberships/me"
import type { SignIn } from "@/lib/sessions/service"
import { InviteToken, NewcomerAcceptance } from "./schema"

async function enter(session: SignIn): Promise<string> {
  await writeSessionCookie(session)
  return `/profile?org=${session.place?.organizationId ?? ""}&done=joined`
}

/** A member has nothing to accept, in whatever way they became one, and goes inside. @throws the error for anybody else */
async function enterAsMember(error: unknown, userId: string, token: string): Promise<string> {
  if (!isAppError(error) || (error.status !== 409 && error.status !== 410)) throw error
  const { tenantId, organizationId } = await lookAtInvite(token)
  if (!(await isActiveMember(userId, tenantId, organizationId))) throw error
  return `/profile?org=${organizationId}&done=member`
}

export const acceptAsNewcomer = formAction({
  permission: "public",
  body: NewcomerAcceptance,
  run: async ({ input: { token, ...person } }) => enter(await acceptInvite(token, person, null, "browser")),
  goTo: (path) => path,
})

export const acceptAsMyself = formAction({
  permission: "self",
  body: InviteToken,
  run: ({ me, input }) =>
    acceptInvite(input.token, {}, me, "browser")
      .then(enter)
      .catch((error: unknown) => enterAsMember(error, me.userId, input.token)),
  goTo: (path) => path,
})

export const decline = formAction({
  permission: "public",
  body: InviteToken,
  run: async ({ input }) => {
    await declineInvite(input.token)
    return inviteAddress(input.token)
  },
  goTo: (path) => path,
})

export const askForNewLink = formAction({
  permission: "public",
  body: InviteToken,
  run: ({ input }) => requestNewInvite(input.token),
  done: (t) => t("invitation.asked"),
})

export const switchAccount = formAction({
  permission: "public",
  body: InviteToken,
  run: async ({ me, input }) => {
    if (me) await signOut({ userId: me.userId, sessionId: me.sessionId })
    await clearSessionCookie()
    return inviteAddress(input.token)
  },
  goTo: (path) => path,
})
