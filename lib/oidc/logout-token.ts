import { randomUUID } from "node:crypto"
import { importJWK, SignJWT } from "jose"
import { env } from "../core/env"
import { readKeys } from "./keys"

/** Seconds that a logout token is valid: it is made for one attempt. */
const life = 120

type Ended = { user_id: string; session_id: string; application_id: string }

/** Signs a logout token (OpenID Connect Back-Channel Logout), with an ID and time of its own. */
export async function logoutToken(ended: Ended, alg: string): Promise<string> {
  const key = (await readKeys()).sign.find((one) => one.alg === alg)
  if (!key) throw new Error(`no signing key for ${alg}`)
  const { user_id: sub, session_id: sid, application_id: audience } = ended
  return new SignJWT({ sid, events: { "http://schemas.openid.net/event/backchannel-logout": {} } })
    .setProtectedHeader({ alg, typ: "logout+jwt", ...(key.kid && { kid: key.kid }) })
    .setIssuer(env().PUBLIC_URL)
    .setAudience(audience)
    .setSubject(sub)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${life}s`)
    .sign(await importJWK(key, alg))
}
