import { isHttps } from "../env"

/**
 * Name and options of one of our cookies. With https it is bound to this host (`__Host-`, RFC 6265bis §4.1.3), so that
 * another subdomain cannot set it.
 */
export function ownCookie(name: string) {
  const secure = isHttps()
  return {
    name: `${secure ? "__Host-" : ""}nanostack.${name}`,
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure,
  }
}
