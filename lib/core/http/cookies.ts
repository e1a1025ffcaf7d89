import { isHttps } from "../env"

/**
 * Name and options of one of our cookies. By https it is bound to this host (`__Host-`, RFC 6265bis §4.1.3), so that a
 * neighbour on the same domain cannot set it.
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
