import { isProofByPasskey, withPassword } from "../accounts/password-proof"
import { fieldError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { proofMinutes, renewProof } from "./service"

/** Whether dangerous operations require the password again: a session may have been left open. */
export function asksForProof(me: UserCaller): boolean {
  return me.provedAt.getTime() < Date.now() - proofMinutes * 60_000
}

/** The proof of acts that always require one in the browser. */
export const alwaysFresh = { asks: () => true, require: freshProof }

/**
 * Requires a recent proof for dangerous operations in the browser. A given password is checked and renews the proof.
 * @param password content of the form's `password` field, if it has one
 * @throws AppError validation_failed on `password` (required, incorrect), rate_limited
 */
export async function freshProof(me: UserCaller, password: string | undefined): Promise<void> {
  if (password === undefined) {
    if (!asksForProof(me)) return
    throw fieldError("password", "required", { reason: me.hasPassword ? "proof" : "proof_code" })
  }
  await withPassword(me, password, {}, (tx) => renewProof(tx, me.userId, me.sessionId, isProofByPasskey(password)))
}
