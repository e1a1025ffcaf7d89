import { PasswordProof } from "../accounts/schema"
import { db } from "../core/db/client"
import { act } from "../core/http/act"
import { memberInQuery, memberInReach } from "../core/http/member-scope"
import { organizationInPath } from "../core/http/scope"
import { alwaysFresh, freshProof } from "../sessions/proof"
import { NewTenant, Tenant } from "../tenants/schema"
import { MemberTarget, UpdatedUser, User, UserPatch } from "../users/schema"
import { lastsLonger } from "./assign"
import { createTenant } from "./create-tenant"
import { shownFirst, within } from "./reach"
import { removeMember, removeUser } from "./remove"
import { resetFactors } from "./reset-factors"
import { restoreMember } from "./restore"
import { showMember } from "./service"
import { endMemberSessions } from "./sign-in"
import { updateMember } from "./update"
import { givesMemberMore } from "./worth"

/** Granting more than before requires a recent proof, in every form. */
export const updateMemberAct = act({
  permission: "users:write",
  scope: organizationInPath,
  target: MemberTarget,
  body: UserPatch,
  result: UpdatedUser,
  errors: ["role_above_your_own", "permission_not_held", "own_rights", "last_admin", "external_id_taken"],
  version: async ({ actor, target }) => (await showMember(actor, target.user_id)).version,
  proof: {
    asks: async ({ actor, target, body }) => {
      const before = await showMember(actor, target.user_id)
      const { status = before.status, expires_at = before.expires_at } = body
      if (lastsLonger(before, { status, expires_at })) return true
      return givesMemberMore(actor.tenantId, before, body)
    },
    require: freshProof,
  },
  run: ({ actor, target, body, version }) => updateMember(actor, target.user_id, body, version),
})

/** Leaving is removing oneself. */
export const removeMemberAct = act({
  permission: "users:delete",
  scope: organizationInPath,
  self: ({ user_id }) => user_id,
  target: MemberTarget,
  errors: ["role_above_your_own", "last_admin", "membership_suspended"],
  version: async ({ actor, target }) => (await showMember(actor, target.user_id)).version,
  proof: {
    asks: ({ actor, target }) => actor.caller.kind !== "user" || actor.caller.userId !== target.user_id,
    require: freshProof,
  },
  run: ({ actor, target, version }) => removeMember(actor, target.user_id, version),
})

/** Removes from everywhere in scope: an admin's organization, a tenant admin's tenant. */
export const removeUserAct = act({
  permission: "users:delete",
  scope: memberInReach,
  target: MemberTarget,
  errors: ["role_above_your_own", "last_admin", "membership_suspended"],
  version: async ({ actor, target }) => shownFirst(await within(db(), actor, target.user_id), actor.caller).version,
  proof: alwaysFresh,
  run: ({ actor, target, version }) => removeUser(actor, target.user_id, version),
})

export const restoreMemberAct = act({
  permission: "users:delete",
  scope: memberInQuery,
  target: MemberTarget,
  result: User,
  errors: ["role_above_your_own", "permission_not_held"],
  proof: alwaysFresh,
  run: ({ actor, target }) => restoreMember(actor, target.user_id),
})

export const endMemberSessionsAct = act({
  permission: "users:write",
  scope: memberInQuery,
  target: MemberTarget,
  errors: ["role_above_your_own"],
  run: ({ actor, target }) => endMemberSessions(actor, target.user_id),
})

/** Always requires the password. */
export const resetFactorsAct = act({
  permission: "tenant_admin",
  scope: memberInReach,
  target: MemberTarget,
  body: PasswordProof,
  errors: ["not_a_user", "role_above_your_own", "factors_of_operator"],
  run: ({ actor, target, body }) => resetFactors(actor, target.user_id, body),
})

export const createTenantAct = act({
  permission: "self",
  body: NewTenant,
  result: Tenant,
  errors: ["email_not_verified", "sign_up_closed", "not_found"],
  run: ({ actor, body }) => createTenant(actor, body),
})
