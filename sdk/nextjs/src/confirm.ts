import { type IntrospectionResponse, tokenIntrospection } from "openid-client"
import { hasEnded } from "./ended"
import type { Kept } from "./kept"
import { provider } from "./provider"
import { stillHolds } from "./stream"

/** Current access of a person, from Nanostack's database. */
export type Access = {
  organization_id: string
  tenant_id: string
  role: string
  permissions: readonly string[]
}

/** Milliseconds for which a confirmation counts: access that was taken away ends within a second. */
const longest = 1_000
const most = 10_000

/** The same while the stream of what has ended is heard, and has said nothing about the sign-in. */
const whileQuiet = 10_000

/** Milliseconds that a server of Nanostack may take to hear of a change that the stream has told already. */
const lag = 2_000

type Known = { since: number; response: Promise<IntrospectionResponse>; found?: IntrospectionResponse }
const asked = new Map<string, Known>()

/** Asks about a token, at most once a second; less often while the stream tells what has ended. */
function introspect(token: string): Promise<IntrospectionResponse> {
  // Not Date: a clock that is set back would keep a response for longer.
  const now = performance.now()
  const known = asked.get(token)
  if (known && isFresh(known, now)) return known.response
  if (asked.size >= most) asked.clear()
  const response = provider().then((config) => tokenIntrospection(config, token))
  const latest: Known = { since: now, response }
  asked.set(token, latest)
  response.then(
    (found) => Object.assign(latest, { found }),
    () => asked.get(token) === latest && asked.delete(token),
  )
  return response
}

function isFresh({ since, found }: Known, now: number): boolean {
  if (now - since < longest) return true
  return now - since < whileQuiet && found !== undefined && stillHolds(found, since - lag)
}

/**
 * Confirms that the sign-in of a cookie is active, and returns its access. The only place that decides about that.
 * @throws Error where Nanostack can't be reached: no one is taken for signed in, or signed out
 */
export async function confirm({ sub, sid, access_token }: Kept): Promise<Access | null> {
  if (hasEnded(sid)) return null
  const found = await introspect(access_token)
  if (!found.active || found.sub !== sub || found.sid !== sid) return null
  const { org, ten, role, permissions } = found
  if (typeof org !== "string" || typeof ten !== "string" || typeof role !== "string") return null
  const held = Array.isArray(permissions) ? permissions.filter((name) => typeof name === "string") : []
  return { organization_id: org, tenant_id: ten, role, permissions: held }
}
