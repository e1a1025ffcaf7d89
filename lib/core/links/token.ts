import "server-only"
import { cookies } from "next/headers"
import { isLinkName, keptLink, linkCookie } from "./cookie"

/**
 * The token of the mailed link that this page was opened by: what stands in the address is the token itself, where
 * server.ts is not in front (`next dev`), or the name of the cookie that holds it.
 * @returns undefined where there is none: an hour has passed, or it was opened in another browser
 */
export async function linkToken({ token, link }: { token?: string; link?: string }): Promise<string | undefined> {
  if (token || !link) return token
  return isLinkName(link) ? (await cookies()).get(linkCookie(link).name)?.value : link
}

/** The address of an invite's page, to be gone to after a form of it: this browser keeps the token for an hour more. */
export async function inviteAddress(token: string): Promise<string> {
  const { name, cookie } = keptLink(token)
  ;(await cookies()).set(cookie)
  return `/invites/${name}`
}
