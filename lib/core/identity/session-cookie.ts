import { parseCookie } from "cookie"
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt"
import { derivedKey } from "../env"
import { ownCookie } from "../http/cookies"

/** Secret of NextAuth's cookies; null where there is no previous one. */
export function secretOf(which: "current" | "previous"): string | null {
  const key = derivedKey("nextauth", which)
  return key && Buffer.from(key).toString("base64url")
}

/** Decrypts NextAuth's cookie, also under AUTH_SECRET_PREVIOUS. Null when neither key fits. */
export async function decodeCookie(params: Pick<JWTDecodeParams, "token" | "salt">): Promise<JWT | null> {
  for (const which of ["current", "previous"] as const) {
    const secret = secretOf(which)
    const token = secret ? await decode({ ...params, secret }).catch(() => null) : null
    if (token) return token
  }
  return null
}

/** The encrypted session in a Cookie header, if there is one. */
export const sealedSession = (cookies: string | undefined): string | undefined =>
  (cookies && parseCookie(cookies)[ownCookie("session").name]) || undefined
