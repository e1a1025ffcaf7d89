import { currentRequest } from "../context"
import { sha256 } from "../crypto"
import { db } from "../db/client"
import { knownHere, knownSince } from "../identity/known-devices"
import { currentClient } from "./client-network"
import { limit, resetLimit } from "./limits"

/**
 * Counts a sign-in attempt before the password is checked: per client, and as a failure of the address until proved
 * otherwise, so that concurrent attempts cannot outrun the count. Unknown addresses count the same way. A device that
 * has signed in to this account before is counted separately: others cannot lock its owner out.
 * @param userId of the account that has the address, if there is one
 * @returns a function to call when the password was right
 * @throws AppError rate_limited
 */
export async function limitSignIn(email: string, userId: string | undefined): Promise<() => Promise<void>> {
  await limit("sign_in", currentClient())
  const device = await knownDevice(userId ?? "")
  const subject = device ? `${email} ${device}` : email
  await limit("sign_in_failures", subject)
  return () => resetLimit("sign_in_failures", subject)
}

/**
 * Counts the use of a refresh token per session, before anything of it is used up.
 * @throws AppError rate_limited
 */
export async function limitRefresh(token: string): Promise<void> {
  const [row] = await db().$queryRaw<{ subject: string }[]>`
    SELECT subject FROM secrets WHERE hash = ${sha256(token)} AND kind = 'refresh'`
  if (row) await limit("refresh", row.subject)
}

/** Who asks for an email to an account: its owner, where the device has signed in to it before, or anyone. */
export async function whoAsks(userId: string): Promise<"own" | "asked"> {
  return (await knownDevice(userId)) ? "own" : "asked"
}

/**
 * Proof of an earlier sign-in: a browser's cookie, otherwise a session with the same address and program in 30 days.
 */
export async function knownDevice(userId: string): Promise<string | null> {
  const { device, ip, userAgent } = currentRequest()
  const since = await knownSince(db(), userId)
  const byCookie = knownHere(device, userId, since)
  if (byCookie) return byCookie
  const [row] = await db().$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM sessions WHERE user_id = ${userId} AND ip = ${ip} AND user_agent = ${userAgent}
        AND created_at > now() - interval '30 days' AND created_at >= ${since}) AS known`
  return row?.known ? `${ip} ${userAgent}` : null
}
