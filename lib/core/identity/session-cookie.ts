import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt"
import { derivedKey, isHttps } from "../env"

/** The secret of NextAuth's cookies; null where there is no previous one. */
export function secretOf(which: "current" | "previous"): string | null {
  const key = derivedKey("nextauth", which)
  return key && Buffer.from(key).toString("base64url")
}

/** Name and options of a cookie of ours. */
export function cookie(name: string) {
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isHttps() }
  return { name: `${isHttps() ? "__Host-" : ""}nanostack.${name}`, options }
}

export const sessionCookie = () => cookie("session")

/** Opens NextAuth's cookie, also under AUTH_SECRET_PREVIOUS. Null when neither key fits. */
export async function decodeCookie(params: Pick<JWTDecodeParams, "token" | "salt">): Promise<JWT | null> {
  for (const which of ["current", "previous"] as const) {
    const secret = secretOf(which)
    const token = secret ? await decode({ ...params, secret }).catch(() => null) : null
    if (token) return token
  }
  return null
}

/** The sealed session in a Cookie header, if there is one. */
export function sealedSession(cookies: string | undefined): string | undefined {
  const begin = `${sessionCookie().name}=`
  const pairs = cookies?.split(/; */) ?? []
  return pairs.find((pair) => pair.startsWith(begin))?.slice(begin.length) || undefined
}
