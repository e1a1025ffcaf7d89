import { db } from "../core/db/client"
import { AppError } from "../core/errors"
import { act, maxBatch } from "../core/http/act"
import { organizationInBody, organizationInPath } from "../core/http/scope"
import type { Caller, UserCaller } from "../core/identity/caller"
import { newPasswordRules } from "../core/identity/weak-passwords"
import { giveNewcomersMore } from "../memberships/worth"
import { freshProof } from "../sessions/proof"
import { BatchResults, NewUser, User, UserBatch } from "../users/schema"
import { acceptInvite } from "./accept"
import { givenIn, inviteRows } from "./bulk"
import { copyInviteLink } from "./copy-link"
import { declineInvite } from "./decline"
import { createInvite, createUser } from "./offer"
import { readInvite } from "./read"
import { requestNewInvite } from "./renew"
import { resendInvite } from "./resend"
import { grantsMore, isUnfinished, saveUsers } from "./save-users"
import {
  Acceptance,
  BulkInvites,
  BulkResults,
  Invite,
  InviteLinkToCopy,
  InvitePlan,
  InviteTarget,
  InviteTokenPath,
  NewInvite,
} from "./schema"
import { revokeInvite } from "./service"

const refusals = [
  "role_above_your_own",
  "permission_not_held",
  "already_member",
  "invite_already_pending",
  "membership_suspended",
] as const

const dead = ["not_found", "invite_expired", "invite_revoked", "token_expired"] as const

export const inviteAct = act({
  permission: "invites:write",
  scope: organizationInPath,
  body: NewInvite,
  result: Invite,
  errors: refusals,
  limit: { mailTo: ({ actor, body }) => ({ email: body.email, tenantId: actor.tenantId }) },
  proof: { asks: ({ actor, body }) => giveNewcomersMore(actor.tenantId, [body]), require: freshProof },
  run: ({ actor, body }) => createInvite(actor, body),
})

/** Each row counts its own email. */
export const inviteManyAct = act({
  permission: "invites:write",
  scope: organizationInPath,
  target: InvitePlan,
  body: BulkInvites,
  maxBody: maxBatch,
  result: BulkResults,
  proof: {
    asks: async ({ actor, body }) => !body.dry_run && (await giveNewcomersMore(actor.tenantId, givenIn(body))),
    require: freshProof,
  },
  unfinished: isUnfinished,
  run: ({ actor, target, body }) => inviteRows(actor, body, target.planned),
})

export const createUserAct = act({
  permission: "users:write",
  scope: organizationInBody,
  body: NewUser,
  result: User,
  errors: [...refusals, "external_id_taken"],
  limit: { mailTo: ({ actor, body }) => (body.send_invite ? { email: body.email, tenantId: actor.tenantId } : null) },
  proof: { asks: ({ actor, body }) => giveNewcomersMore(actor.tenantId, [body]), require: freshProof },
  run: ({ actor, body }) => createUser(actor, body),
})

/** Each row counts its email separately. */
export const saveUsersAct = act({
  permission: "users:write",
  scope: organizationInBody,
  body: UserBatch,
  maxBody: maxBatch,
  result: BatchResults,
  proof: {
    asks: async ({ actor, body }) => !body.dry_run && (await grantsMore(actor, body)),
    require: freshProof,
  },
  unfinished: isUnfinished,
  run: ({ actor, body }) => saveUsers(actor, body),
})

/** An expired invite grants nothing: resending it grants again. */
export const resendInviteAct = act({
  permission: "invites:write",
  scope: organizationInPath,
  target: InviteTarget,
  result: Invite,
  errors: ["role_above_your_own", "permission_not_held", "invite_not_pending"],
  limit: {
    mailTo: async ({ actor, target }) => {
      const { email } = await readInvite(db(), actor, target.invite_id)
      return { email, tenantId: actor.tenantId }
    },
  },
  proof: {
    asks: async ({ actor, target }) => {
      const invite = await readInvite(db(), actor, target.invite_id)
      return invite.status === "expired" && (await giveNewcomersMore(actor.tenantId, [invite]))
    },
    require: freshProof,
  },
  version: async ({ actor, target }) => (await readInvite(db(), actor, target.invite_id)).version,
  run: ({ actor, target, version }) => resendInvite(actor, target.invite_id, version),
})

/** Grants nothing: accepting by the link requires another proof of the invited address. */
export const copyInviteLinkAct = act({
  permission: "invites:write",
  scope: organizationInPath,
  target: InviteTarget,
  result: InviteLinkToCopy,
  errors: ["role_above_your_own", "invite_not_pending"],
  run: ({ actor, target }) => copyInviteLink(actor, target.invite_id),
})

export const revokeInviteAct = act({
  permission: "invites:write",
  scope: organizationInPath,
  target: InviteTarget,
  errors: ["role_above_your_own", "invite_not_pending"],
  version: true,
  run: ({ actor, target, version }) => revokeInvite(actor, target.invite_id, version),
})

/** The signed-in person, or null. @throws AppError not_a_user, invalid_token */
async function personOf(sender: () => Promise<Caller | null>): Promise<UserCaller | null> {
  const me = await sender()
  if (me?.kind === "api_key") throw new AppError("not_a_user")
  return me
}

export const acceptInviteAct = act({
  permission: "public",
  target: InviteTokenPath,
  body: Acceptance,
  rules: newPasswordRules("password"),
  errors: [
    ...dead,
    "invite_email_mismatch",
    "sign_in_to_accept",
    "email_not_verified",
    "already_member",
    "membership_suspended",
    "invalid_token",
  ],
  run: async ({ target, body, sender, door }) => acceptInvite(target.token, body, await personOf(sender), door),
})

export const declineInviteAct = act({
  permission: "public",
  target: InviteTokenPath,
  errors: [...dead, "sign_in_to_accept", "email_not_verified", "invite_email_mismatch", "invalid_token"],
  run: ({ target, sender }) => declineInvite(target.token, () => personOf(sender)),
})

/** No `limit`: the service counts each email that it queues, and nothing if there is no one to ask. */
export const requestInviteAct = act({
  permission: "public",
  target: InviteTokenPath,
  errors: ["not_found"],
  run: ({ target }) => requestNewInvite(target.token),
})
