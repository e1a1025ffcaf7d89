import { lockAccount } from "../accounts/store"
import { transaction } from "../core/db/transaction"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { issueChallenge, readChallenge } from "../core/identity/challenges"
import { isoSeconds } from "../core/schema"
import { renewProof } from "../sessions/service"
import { type Assertion, isCloned, isRefusal, usePasskey, verifyAssertion } from "./assertion"
import { isOf, notYours, useOwn } from "./challenge"
import { endCloned } from "./cloned"
import { unverifiable } from "./register"
import type { PasskeyAnswer } from "./schema"

const seconds = 120

/**
 * Proves by passkey who sits in front of an open session, and renews its proof.
 * @returns a proof that stands for the password once, in this session, for two minutes
 * @throws AppError passkeys_unavailable, validation_failed (response), not_found, token_expired (challenge)
 */
export async function proveByPasskey(
  me: UserCaller,
  { challenge, response }: Pick<PasskeyAnswer, "challenge" | "response">,
): Promise<{ proof: string; expires_at: string }> {
  const asked = await readChallenge("passkey_proof", challenge)
  if (!isOf(asked, me)) throw notYours()
  const assertion = await verifyAssertion(response, asked.remembered.challenge, false)
  if (!assertion || assertion.passkey.userId !== me.userId) throw unverifiable()
  try {
    return await prove(me, challenge, assertion)
  } catch (error) {
    if (isCloned(error)) await endCloned(assertion, "passkey_proof", challenge)
    throw isCloned(error) || isRefusal(error) ? unverifiable() : error
  }
}

function prove(me: UserCaller, challenge: string, assertion: Assertion) {
  return transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await useOwn(tx, "passkey_proof", challenge, me)
    await usePasskey(tx, assertion)
    await renewProof(tx, me.userId, me.sessionId, true)
    const remembered = { sessionId: me.sessionId }
    const token = await issueChallenge(tx, "proof", { userId: me.userId, remembered, seconds })
    return { proof: `prf_${token}`, expires_at: isoSeconds(new Date(Date.now() + seconds * 1000)) }
  })
}
