"use server"

import { sendResetLinkAct } from "@/lib/auth/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { revokeMemberGrantAct } from "@/lib/grants/acts"
import { endMemberSessionsAct, removeMemberAct, resetFactorsAct, updateMemberAct } from "@/lib/memberships/acts"
import { showMember } from "@/lib/memberships/service"
import { fieldTime } from "./end-date"
import { Access, Details, FactorsReset, OneGrant, Removal, Rights, Target } from "./schema"

export const saveRights = formAction(updateMemberAct, {
  fields: Rights,
  given: async ({ user_id, version, password, expires_at, ...rights }, { actor }) => {
    const before = await showMember(actor, user_id)
    // The field shows seconds: an unchanged value keeps the stored precision.
    const moved = expires_at !== undefined && fieldTime(expires_at) !== fieldTime(before.expires_at)
    const body = { ...rights, permissions: rights.permissions ?? [], ...(moved ? { expires_at } : {}) }
    return { target: { user_id }, version, password, body }
  },
  done: (t) => t("members.one.saved"),
})

export const saveDetails = formAction(updateMemberAct, {
  fields: Details,
  done: (t) => t("members.one.savedDetails"),
})

export const saveAccess = formAction(updateMemberAct, {
  fields: Access,
  done: (t, { status }) => t(status === "suspended" ? "members.access.suspended" : "members.access.lifted"),
})

export const sendReset = formAction(sendResetLinkAct, {
  fields: Target,
  done: (t, mailed) => t(mailed ? "members.access.resetDone" : "members.access.resetNot"),
})

export const endSessions = formAction(endMemberSessionsAct, {
  fields: Target,
  done: (t) => t("members.access.sessionsEnded"),
})

export const resetFactors = formAction(resetFactorsAct, {
  fields: FactorsReset,
  done: (t) => t("recovery.reset.done"),
})

export const disconnect = formAction(revokeMemberGrantAct, {
  fields: OneGrant,
  done: (t) => t("members.apps.disconnected"),
})

export const remove = formAction(removeMemberAct, {
  fields: Removal,
  around: async (act, { input, me }) => {
    await act()
    return input.user_id === me?.userId
  },
  goTo: (left, { user_id }, org) => (left ? "/profile?done=left" : `/members?org=${org}&done=removed&who=${user_id}`),
})
