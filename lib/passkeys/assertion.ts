import { sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { AppError, isAppError } from "../core/errors"
import { relyingParty } from "./relying-party"
import type { PasskeyAnswer } from "./schema"
import { findPasskey, lockPasskey, notePasskeyUsed, type StoredPasskey } from "./store"

/** What the authenticator signed. */
export type Assertion = {
  passkey: StoredPasskey
  counter: number
  backedUp: boolean
}

type Response = PasskeyAnswer["response"]

/**
 * Verifies an authenticator's response to a challenge: origin, RP ID, user verification and signature, by a passkey that
 * is registered, of the account that the authenticator names.
 * @param nameless whether the response has to name the account: the challenge named none
 * @returns null where anything is wrong
 */
export async function verifyAssertion(
  response: Response,
  expectedChallenge: string,
  nameless: boolean,
): Promise<Assertion | null> {
  const { id: rpId, origins } = relyingParty()
  const passkey = await findPasskey(sha256(response.id), rpId)
  if (!passkey) return null
  const { userHandle } = response.response
  const named = userHandle ? Buffer.from(userHandle, "base64url") : null
  if (named ? !passkey.handle || !named.equals(passkey.handle) : nameless) return null
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server")
  const found = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge,
    expectedOrigin: origins,
    expectedRPID: rpId,
    requireUserVerification: true,
    // The counter is compared behind the passkey's lock.
    credential: { id: response.id, publicKey: passkey.publicKey, counter: 0 },
  }).catch(() => null)
  if (!found?.verified) return null
  const { newCounter: counter, credentialBackedUp: backedUp } = found.authenticationInfo
  return { passkey, counter, backedUp }
}

/** The authenticator's counter went back: there are two with the same key. */
class Cloned extends Error {}

export const isCloned = (error: unknown) => error instanceof Cloned

/**
 * Checks inside the transaction, behind the account's lock, that the passkey is still there and its counter rises, and
 * notes its use.
 * @throws AppError invalid_credentials where it was removed; an error for `isCloned`
 */
export async function usePasskey(tx: Tx, { passkey, counter, backedUp }: Assertion): Promise<void> {
  const current = await lockPasskey(tx, passkey.userId, passkey.id)
  if (!current) throw refused()
  if (goesBack(current.counter, counter)) throw new Cloned()
  await notePasskeyUsed(tx, passkey, { counter, backedUp })
}

/** Synced passkeys don't count: both stay 0. */
export const goesBack = (stored: bigint, counter: number) => (stored > 0n || counter > 0) && BigInt(counter) <= stored

/** One message for everything that can be wrong with a passkey at sign-in. */
export const refused = () => new AppError("invalid_credentials", { reason: "passkey" })

export const isRefusal = (error: unknown) => isAppError(error) && error.code === "invalid_credentials"
