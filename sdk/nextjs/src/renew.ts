import { ResponseBodyError, refreshTokenGrant } from "openid-client"
import { type Change, type Jar, removeAnchor, removeSealed } from "./cookies"
import { type Kept, keptOf, readKept, writeKept } from "./kept"
import { provider } from "./provider"

/** Milliseconds for which a renewal is shared by requests that still have the cookie before it. */
const remembered = 300_000
const most = 1_000

type Renewal = { at: number; kept: Promise<Kept> }
const renewals = new Map<string, Renewal>()

/** Exchanges a refresh token once: requests at the same time, and those with an older cookie, get the same result. */
function exchange(before: Kept, refreshToken: string): Promise<Kept> {
  const now = performance.now()
  const known = renewals.get(refreshToken)
  if (known && now - known.at < remembered) return known.kept
  const [oldest] = renewals.keys()
  if (renewals.size >= most && oldest) renewals.delete(oldest)
  const kept = provider()
    .then((config) => refreshTokenGrant(config, refreshToken))
    .then((tokens) => keptOf(tokens, before))
  renewals.set(refreshToken, { at: now, kept })
  kept.catch(() => renewals.delete(refreshToken))
  return kept
}

/** Whether Nanostack has said that the sign-in has ended. Anything else says nothing about it. */
const hasEnded = (error: unknown) => error instanceof ResponseBodyError && error.error === "invalid_grant"

/**
 * Renews the session of a request, where its access token is about to expire. Decides nothing: whether the session is
 * active is asked where it is used.
 * @returns the cookies to set
 */
export async function renew(jar: Jar): Promise<Change[]> {
  const { id, kept } = (await readKept(jar)) ?? {}
  if (!id || !kept?.refresh_token || kept.renew_at > Date.now() / 1000) return []
  try {
    return await writeKept(jar, id, await exchange(kept, kept.refresh_token))
  } catch (error) {
    if (hasEnded(error)) return [removeAnchor(), ...removeSealed(jar)]
    console.warn("Nanostack: a session couldn't be renewed.", error instanceof Error ? error.message : "")
    return []
  }
}
