"use server"

import { sendResetLink } from "@/lib/auth/password"
import { formAction } from "@/lib/core/forms/form-action"
import { givesMore } from "@/lib/core/identity/permissions"
import { endMemberSessions } from "@/lib/memberships/remove"
import { removeMember, showMember, updateMember } from "@/lib/memberships/service"
import { requireProof } from "@/lib/sessions/proof"
import { fieldTime } from "./end-date"
import { Access, Details, Removal, Rights, Target } from "./schema"

export const saveRights = formAction({
  permission: "users:write",
  body: Rights,
  run: async ({ me, actor, input: { user_id, version, password, expires_at, ...rights } }) => {
    const { role, permissions, ...before } = await showMember(actor, user_id)
    const after = { role: rights.role, permissions: rights.permissions ?? [] }
    if (before.version === version && role && givesMore({ role, permissions }, after)) await requireProof(me, password)
    // The field shows seconds: what still reads the same is left as it is stored.
    const moved = expires_at !== undefined && fieldTime(expires_at) !== fieldTime(before.expires_at)
    return updateMember(actor, user_id, { ...rights, ...(moved ? { expires_at } : {}) }, version)
  },
  done: (t) => t("members.one.saved"),
})

export const saveDetails = formAction({
  permission: "users:write",
  body: Details,
  run: ({ actor, input: { user_id, version, ...patch } }) => updateMember(actor, user_id, patch, version),
  done: (t) => t("members.one.savedDetails"),
})

export const saveAccess = formAction({
  permission: "users:write",
  body: Access,
  run: ({ actor, input: { user_id, ...patch } }) => updateMember(actor, user_id, patch),
  done: (t, { status }) => t(status === "suspended" ? "members.access.suspended" : "members.access.lifted"),
})

export const sendReset = formAction({
  permission: "users:write",
  body: Target,
  run: ({ actor, input }) => sendResetLink(actor, input.user_id),
  done: (t) => t("members.access.resetDone"),
})

export const endSessions = formAction({
  permission: "users:write",
  body: Target,
  run: ({ actor, input }) => endMemberSessions(actor, input.user_id),
  done: (t) => t("members.access.sessionsEnded"),
})

export const remove = formAction({
  permission: "users:delete",
  body: Removal,
  run: async ({ me, actor, input: { user_id, password } }) => {
    const leaves = user_id === me.userId
    if (!leaves) await requireProof(me, password)
    await removeMember(actor, user_id)
    return leaves ? "/profile?done=left" : `/members?org=${actor.organizationId}&done=removed`
  },
  goTo: (path) => path,
})
