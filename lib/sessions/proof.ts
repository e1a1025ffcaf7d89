import { withPassword } from "../accounts/password-proof"
import { fieldError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { givesMore, type Role } from "../core/identity/permissions"
import { renewProof } from "./service"

const minutes = 15

/** Whether somebody has to show the password again before what is dangerous: a session may have been left open. */
export function asksForProof(me: UserCaller): boolean {
  return me.provedAt.getTime() < Date.now() - minutes * 60_000
}

/**
 * The gate before what is dangerous in the browser. A password that was given is checked and renews the proof.
 * @param password what the form's `password` field holds, if it has one
 * @throws AppError validation_failed on `password` (required, incorrect), rate_limited
 */
export async function freshProof(me: UserCaller, password: string | undefined): Promise<void> {
  if (password === undefined) {
    if (!asksForProof(me)) return
    throw fieldError("password", "required", { reason: "proof" })
  }
  await withPassword(me, password, {}, (tx) => renewProof(tx, me.userId, me.sessionId))
}

type Rights = { role: Role; permissions?: readonly string[] | undefined }

/** Who is not in yet counts as a member: to make somebody more than that is to give more than was. */
export function givesNewcomerMore({ role, permissions = [] }: Rights): boolean {
  return givesMore({ role: "member", permissions: [] }, { role, permissions })
}
