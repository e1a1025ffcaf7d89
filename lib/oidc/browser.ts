import { currentRequest, type RequestContext } from "../core/context"
import { db } from "../core/db/client"
import { callerOfSession, type UserCaller } from "../core/identity/caller"
import { decodeCookie, sealedSession } from "../core/identity/session-cookie"
import { acrOf } from "./assurance"
import { grantIdOf } from "./grant-id"
import { readTrial } from "./trial"

const browsers = new WeakMap<RequestContext, UserCaller>()

/** The person of this request's browser, read by `readBrowser`. */
export const browserOf = (): UserCaller | null => browsers.get(currentRequest()) ?? null

/** Reads who this request's browser is signed in as. There is no browser session but our own. */
export async function readBrowser(cookies: string | undefined): Promise<UserCaller | null> {
  const token = sealedSession(cookies)
  const { sub, sid } = (token && (await decodeCookie({ token }))) || {}
  const me = sub && sid ? await callerOfSession(sub, sid) : null
  if (me) browsers.set(currentRequest(), me)
  if (me) readTrial(cookies, me)
  return me
}

/**
 * The engine's session: a view of our browser session, with its sign-ins to applications. Nothing of it is stored.
 * @param id of the browser session, which has to be this request's
 */
export async function sessionView(id: string) {
  const me = browserOf()
  if (me?.sessionId !== id) return undefined
  const [row] = await db().$queryRaw<{ at: number; expires: number; amr: string[]; assurance: number }[]>`
    SELECT floor(extract(epoch FROM COALESCE(auth_time, proved_at)))::float8 AS at,
           floor(extract(epoch FROM expires_at))::float8 AS expires, amr, assurance
    FROM sessions WHERE user_id = ${me.userId} AND id = ${id} AND ended_at IS NULL AND expires_at > now()`
  if (!row) return undefined
  const signIns = await db().$queryRaw<{ id: string; application_id: string }[]>`
    SELECT id, application_id FROM sessions
    WHERE user_id = ${me.userId} AND parent_id = ${id} AND kind = 'application' AND ended_at IS NULL AND expires_at > now()
    ORDER BY created_at`
  const authorizations = signIns.map(({ id: sid, application_id }) => {
    return [application_id, { sid, grantId: grantIdOf(me.userId, sid), persistsLogout: true }]
  })
  return {
    kind: "Session",
    jti: id,
    uid: id,
    accountId: me.userId,
    loginTs: row.at,
    amr: row.amr,
    acr: acrOf(row.assurance),
    iat: row.at,
    exp: row.expires,
    authorizations: Object.fromEntries(authorizations),
  }
}
