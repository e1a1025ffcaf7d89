"use server"

import type { SignIn } from "@/lib/auth/service"
import { signOut } from "@/lib/auth/service"
import { formAction } from "@/lib/forms/form-action"
import { acceptInvite, declineInvite, requestNewInvite } from "@/lib/invites/accept"
import { inviteAddress } from "@/lib/link-token"
import { clearSessionCookie, writeSessionCookie } from "@/lib/nextauth"
import { InviteToken, NewcomerAcceptance } from "./schema"

async function enter(session: SignIn): Promise<string> {
  await writeSessionCookie(session)
  return `/profile?org=${session.place?.organizationId ?? ""}&done=joined`
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
  run: async ({ me, input }) => enter(await acceptInvite(input.token, {}, me, "browser")),
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
