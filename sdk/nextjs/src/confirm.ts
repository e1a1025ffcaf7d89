import { type IntrospectionResponse, tokenIntrospection } from "openid-client"
import { hasEnded } from "./ended"
import type { Kept } from "./kept"
import { provider } from "./provider"

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

type Known = { since: number; response: Promise<IntrospectionResponse> }
const asked = new Map<string, Known>()

/** Asks about a token, at most once a second. */
function introspect(token: string): Promise<IntrospectionResponse> {
  // Not Date: a clock that is set back would keep a response for longer.
  const now = performance.now()
  const known = asked.get(token)
  if (known && now - known.since < longest) return known.response
  if (asked.size >= most) asked.clear()
  const response = provider().then((config) => tokenIntrospection(config, token))
  asked.set(token, { since: now, response })
  response.catch(() => asked.get(token)?.response === response && asked.delete(token))
  return response
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
