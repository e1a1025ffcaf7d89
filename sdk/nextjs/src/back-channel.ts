import { createRemoteJWKSet, jwtVerify } from "jose"
import { noteEnded } from "./ended"
import { provider } from "./provider"
import { settings } from "./settings"

const event = "http://schemas.openid.net/event/backchannel-logout"

let keys: { uri: string; set: ReturnType<typeof createRemoteJWKSet> } | undefined

async function keySet() {
  const uri = (await provider()).serverMetadata().jwks_uri ?? ""
  if (keys?.uri !== uri) keys = { uri, set: createRemoteJWKSet(new URL(uri)) }
  return keys.set
}

/**
 * Ends a session whose sign-in has ended at Nanostack (OpenID Connect Back-Channel Logout). The token itself proves who
 * sends it; it needs no cookie, and comes from no page.
 */
export async function backChannelLogout(request: Request): Promise<Response> {
  const form = await readForm(request)
  if (!form) return answer(413)
  const token = form.get("logout_token") ?? ""
  const { issuer, clientId } = settings()
  const set = await keySet()
  try {
    const { payload } = await jwtVerify(token, set, {
      issuer: (await provider()).serverMetadata().issuer ?? issuer.href,
      audience: clientId,
      typ: "logout+jwt",
      algorithms: ["RS256", "ES256"],
      requiredClaims: ["iat", "exp", "jti", "sid"],
    })
    const { sid, events, nonce } = payload
    const isLogout = typeof events === "object" && events !== null && event in events
    // An ID token has a nonce, and is none (§2.6).
    if (!isLogout || nonce !== undefined || typeof sid !== "string") return answer(400)
    noteEnded(sid)
    return answer(200)
  } catch {
    return answer(400)
  }
}

/** Characters that no logout token exceeds. */
const most = 64 * 1024

/** The form of a request; null where it is too large to be one of Nanostack's. */
async function readForm({ body }: Request): Promise<URLSearchParams | null> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ""
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value
    if (text.length > most) return null
  }
  return new URLSearchParams(text)
}

const answer = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } })
