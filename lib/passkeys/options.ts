import { lockAccount } from "../accounts/store"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { Caller, UserCaller } from "../core/identity/caller"
import { assertProved, proveFully } from "../second-factor/prove"
import type { StrongProof } from "../second-factor/schema"
import { bytesToSign, challengeWith } from "./challenge"
import { relyingParty } from "./relying-party"
import { credentialsOf, handleOf } from "./store"

/** Milliseconds that the browser waits for the authenticator. */
const timeout = 120_000

const wanted = { userVerification: "required" } as const

/**
 * Returns the options to register a passkey. Requires a recent proof at the account's own assurance.
 * @throws AppError passkeys_unavailable, email_not_verified, validation_failed (password, code), rate_limited
 */
export async function registrationOptions(me: UserCaller, given: StrongProof) {
  const { id: rpID } = relyingParty()
  if (!me.verified) throw new AppError("email_not_verified")
  await proveFully(me, given)
  const { generateRegistrationOptions } = await import("@simplewebauthn/server")
  return transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    const { verified } = await assertSignedIn(tx, me)
    if (!verified) throw new AppError("email_not_verified")
    await assertProved(tx, me, account)
    const challenge = bytesToSign()
    const options = await generateRegistrationOptions({
      rpName: "Nanostack",
      rpID,
      userID: await handleOf(tx, me.userId),
      userName: account.email,
      userDisplayName: account.name,
      challenge: Buffer.from(challenge, "base64url"),
      attestationType: "none",
      authenticatorSelection: { residentKey: "required", ...wanted },
      excludeCredentials: await credentialsOf(tx, me.userId, rpID),
      timeout,
    })
    const remembered = { challenge, sessionId: me.sessionId }
    return challengeWith(tx, "passkey_registration", { userId: me.userId, remembered, options })
  })
}

/** Returns the options to sign in with any passkey: they name no account. @throws AppError passkeys_unavailable */
async function signInOptions() {
  const challenge = bytesToSign()
  const options = { challenge, rpId: relyingParty().id, allowCredentials: [], timeout, ...wanted }
  return transaction((tx) => challengeWith(tx, "passkey_sign_in", { userId: null, remembered: { challenge }, options }))
}

/** Returns the options for a proof by one of the caller's passkeys. @throws AppError passkeys_unavailable */
async function proofOptions(me: UserCaller) {
  const { id: rpId } = relyingParty()
  return transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    const challenge = bytesToSign()
    const allowCredentials = (await credentialsOf(tx, me.userId, rpId)).map((one) => ({ ...one, type: "public-key" }))
    const options = { challenge, rpId, allowCredentials, timeout, ...wanted }
    const remembered = { challenge, sessionId: me.sessionId }
    return challengeWith(tx, "passkey_proof", { userId: me.userId, remembered, options })
  })
}

/** Returns the options for a purpose. @throws AppError unauthenticated, not_a_user (proof), passkeys_unavailable */
export async function passkeyOptions(purpose: "sign_in" | "proof", sender: () => Promise<Caller | null>) {
  return purpose === "sign_in" ? signInOptions() : proofOptions(asPerson(await sender()))
}

/** The signed-in person that a proof is of. @throws AppError unauthenticated, not_a_user, not_for_applications */
export function asPerson(caller: Caller | null): UserCaller {
  if (!caller) throw new AppError("unauthenticated")
  if (caller.kind !== "user") throw new AppError("not_a_user")
  if (caller.through) throw new AppError("not_for_applications")
  return caller
}
