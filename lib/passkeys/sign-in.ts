import { accountOf, ownershipOf } from "../accounts/store"
import { retryStale } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import { completeSignIn } from "../auth/complete"
import { transaction } from "../core/db/transaction"
import { consumeChallenge, readChallenge } from "../core/identity/challenges"
import { noteBegunBy, type SignIn } from "../sessions/service"
import { type Assertion, isCloned, isRefusal, refused, usePasskey, verifyAssertion } from "./assertion"
import { endCloned } from "./cloned"
import type { PasskeyAnswer } from "./schema"

/**
 * Signs in with a passkey. It counts as two factors, so that no code is asked for. What is wrong with it is not told: an
 * unknown, removed or copied one, another site's, one without user verification.
 * @throws AppError passkeys_unavailable, invalid_credentials, not_found, token_expired (challenge), not_found (no access
 * to the named organization)
 */
export async function signInByPasskey(input: PasskeyAnswer, kind: "browser" | "api"): Promise<SignIn> {
  const { challenge, response } = input
  const { remembered } = await readChallenge("passkey_sign_in", challenge)
  const assertion = await verifyAssertion(response, remembered.challenge, true)
  try {
    if (!assertion) throw refused()
    return await retryStale(() => attempt(assertion, input, kind))
  } catch (error) {
    if (assertion && isCloned(error)) await endCloned(assertion, "passkey_sign_in", challenge)
    if (!isCloned(error) && !isRefusal(error)) throw error
    await recordFailure()
    throw refused()
  }
}

async function attempt(assertion: Assertion, input: PasskeyAnswer, kind: "browser" | "api"): Promise<SignIn> {
  const { userId, id } = assertion.passkey
  const account = await accountOf(userId)
  if (!account || ownershipOf(account) !== "proved") throw refused()
  return completeSignIn(account, {
    kind,
    organizationId: input.organization_id,
    amr: [assertion.backedUp ? "swk" : "hwk", "user", "mfa"],
    again: async (tx) => {
      await consumeChallenge(tx, "passkey_sign_in", input.challenge)
      await usePasskey(tx, assertion)
    },
    begun: (tx, session) => noteBegunBy(tx, session, id),
  })
}

const recordFailure = () =>
  transaction((tx) => recordEvent(tx, null, { tenantId: systemTenant, action: "session.sign_in_failed" }))
