import { randomBytes } from "node:crypto"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import {
  type Challenge,
  type ChallengeKind,
  consumeChallenge,
  issueChallenge,
  type Remembered,
} from "../core/identity/challenges"
import { isoSeconds } from "../core/schema"

/** Seconds in which a challenge is valid. A sign-in page may be open for a while before its autofill is used. */
const life = { passkey_registration: 5 * 60, passkey_proof: 5 * 60, passkey_sign_in: 15 * 60 }

type Kind = Extract<ChallengeKind, keyof typeof life>

/** Returns bytes for an authenticator to sign, base64url. */
export const bytesToSign = () => randomBytes(32).toString("base64url")

/** Issues a challenge with the options for the browser. */
export async function challengeWith<K extends Kind>(
  tx: Tx,
  kind: K,
  { userId, remembered, options }: { userId: string | null; remembered: Remembered[K]; options: object },
) {
  const seconds = life[kind]
  const challenge = await issueChallenge(tx, kind, { userId, remembered, seconds })
  const expires_at = isoSeconds(new Date(Date.now() + seconds * 1000))
  return { challenge, options: { ...options }, expires_at }
}

/** Whether a challenge was issued to this session. */
export const isOf = (
  { userId, remembered }: Challenge<"passkey_registration" | "passkey_proof">,
  me: { userId: string; sessionId: string },
) => userId === me.userId && remembered.sessionId === me.sessionId

/** Uses up a challenge of this session. @throws AppError not_found, token_expired, invalid_token */
export async function useOwn(
  tx: Tx,
  kind: "passkey_registration" | "passkey_proof",
  token: string,
  me: { userId: string; sessionId: string },
): Promise<void> {
  if (!isOf(await consumeChallenge(tx, kind, token), me)) throw notYours()
}

/** The response to a challenge of another session: as for an unknown one. */
export const notYours = () => new AppError("not_found", { reason: "challenge" })
