import { act } from "../core/http/act"
import { memberInQuery } from "../core/http/member-scope"
import { GrantTarget, MemberGrantTarget } from "./schema"
import { revokeMemberGrant, revokeOwnGrant } from "./service"

export const revokeOwnGrantAct = act({
  permission: "self",
  target: GrantTarget,
  errors: ["not_found"],
  run: ({ actor, target }) => revokeOwnGrant(actor, target.grant_id),
})

export const revokeMemberGrantAct = act({
  permission: "users:write",
  scope: memberInQuery,
  target: MemberGrantTarget,
  run: ({ actor, target }) => revokeMemberGrant(actor, target.user_id, target.grant_id),
})
