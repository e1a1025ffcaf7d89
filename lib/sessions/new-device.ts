import { currentRequest } from "../core/context"
import type { Tx } from "../core/db/client"
import { knownHere, knownSince } from "../core/identity/known-devices"
import { enqueueMail, linkTo } from "../mail/outbox"
import { deviceName } from "./device-name"

/**
 * Emails the owner of an account about a sign-in from a kind of device that it has not used for 90 days. Call it before
 * the session starts. Not for the first sign-in, nor before the address is verified.
 */
export async function tellOfNewDevice(tx: Tx, userId: string): Promise<void> {
  const { userAgent, ip, device: cookie } = currentRequest()
  const since = await knownSince(tx, userId)
  if (knownHere(cookie, userId, since)) return
  const device = deviceName(userAgent)
  const seen = await tx.$queryRaw<{ user_agent: string | null }[]>`
    SELECT DISTINCT s.user_agent FROM sessions s
    LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id
    WHERE s.user_id = ${userId} AND GREATEST(s.last_seen_at, a.seen_minute) > now() - interval '90 days'
      AND s.created_at >= ${since}`
  if (seen.some((session) => deviceName(session.user_agent) === device)) return
  const [user] = await tx.$queryRaw<{ email: string; name: string; first: boolean; at: Date }[]>`
    SELECT email, name, activated_at > now() - interval '90 days' AS first, now() AS at
    FROM users WHERE id = ${userId} AND email_verified_at IS NOT NULL`
  if (!user || (user.first && seen.length === 0)) return
  const data = { name: user.name, device, ip, at: user.at.toISOString(), url: linkTo("/profile/security") }
  await enqueueMail(tx, { to: user.email, template: "new_sign_in", data, tenantId: null })
}
