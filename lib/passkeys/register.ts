import { lockAccount } from "../accounts/store"
import { currentRequest } from "../core/context"
import { sha256 } from "../core/crypto"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { readChallenge } from "../core/identity/challenges"
import { assertProved } from "../second-factor/prove"
import { deviceName } from "../sessions/device-name"
import { isOf, notYours, useOwn } from "./challenge"
import { recordChange } from "./record"
import { relyingParty } from "./relying-party"
import type { NewPasskey, Passkey } from "./schema"
import { insertPasskey } from "./store"

/** The most passkeys of one person. */
const most = 50

/** One message for everything that can be wrong with an authenticator's response. */
export const unverifiable = () => fieldError("response", "invalid", { reason: "passkey" })

/** Transports that browsers know; others are dropped. */
const transports = new Set(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"])

/**
 * Registers a passkey, by the authenticator's response to the challenge of `registrationOptions`. Its session stays; no
 * other ends.
 * @throws AppError passkeys_unavailable, email_not_verified, validation_failed (response; password where the last proof
 * is too old by now), too_many_passkeys, not_found, token_expired (challenge)
 */
export async function registerPasskey(me: UserCaller, input: NewPasskey): Promise<Passkey> {
  const { id: rpId, origins } = relyingParty()
  const { challenge, response } = input
  const asked = await readChallenge("passkey_registration", challenge)
  if (!isOf(asked, me)) throw notYours()
  const { credential, aaguid, backedUp } = await verified(response, asked.remembered.challenge, origins, rpId)
  return transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    const current = await assertSignedIn(tx, me)
    if (!current.verified) throw new AppError("email_not_verified")
    await useOwn(tx, "passkey_registration", challenge, me)
    await assertProved(tx, me, account)
    if ((await tx.passkey.count({ where: { userId: me.userId } })) >= most) throw new AppError("too_many_passkeys")
    const passkey = await insertPasskey(tx, {
      userId: me.userId,
      name: input.name ?? deviceName(currentRequest().userAgent),
      credentialId: new Uint8Array(Buffer.from(credential.id, "base64url")),
      hash: sha256(credential.id),
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (response.response.transports ?? []).filter((one) => transports.has(one)),
      aaguid,
      backedUp,
      rpId,
    })
    if (!passkey) throw unverifiable()
    await recordChange(tx, current, "added", passkey)
    return shown(passkey)
  })
}

type Row = { id: string; name: string; backedUp: boolean; createdAt: Date; lastUsedAt: Date | null }

export const shown = ({ id, name, backedUp, createdAt, lastUsedAt }: Row): Passkey => ({
  id,
  name,
  backed_up: backedUp,
  created_at: createdAt,
  last_used_at: lastUsedAt,
})

async function verified(response: NewPasskey["response"], expectedChallenge: string, origins: string[], rpId: string) {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server")
  const found = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge,
    expectedOrigin: origins,
    expectedRPID: rpId,
    requireUserVerification: true,
  }).catch(() => null)
  if (!found?.verified) throw unverifiable()
  const { credential, aaguid, credentialBackedUp } = found.registrationInfo
  return { credential, aaguid, backedUp: credentialBackedUp }
}
