import type { IntrospectionResponse } from "openid-client"
import { followRevocations, type Revocations } from "../../server/src/revocations"
import { settings } from "./settings"

const name = Symbol.for("nanostack.revocations")

/** One stream per process, because Next.js bundles routes and pages apart. Null where processes don't last. */
function stream(): Revocations | null {
  const { clientId, clientSecret, issuer, stream: isOn } = settings()
  if (!isOn) return null
  const shared = globalThis as { [name]?: Revocations }
  if (!shared[name]) {
    const credentials = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    const url = new URL("/oauth/revocations", issuer).href
    shared[name] = followRevocations({ url, authorization: () => `Basic ${credentials}` })
    shared[name].start()
  }
  return shared[name]
}

/**
 * Whether what Nanostack has said about a sign-in still holds, as far as the stream of what has ended tells.
 * @param since when it was asked, by the monotonic clock in milliseconds
 */
export function stillHolds(found: IntrospectionResponse, since: number): boolean {
  const { active, sub, sid, org, ten, client_id, exp } = found
  const texts = [sub, sid, org, ten, client_id].map((value) => (typeof value === "string" ? value : null))
  const [subject, session, organization, tenant, client] = texts
  if (!active || !subject || !session || !organization || !tenant || !client) return false
  if (Number(exp) * 1000 <= Date.now()) return false
  const of = { sub: subject, sid: session, org: organization, ten: tenant, client_id: client }
  return stream()?.isQuiet(of, since) ?? false
}
