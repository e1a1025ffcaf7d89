import "server-only"
import { cookies } from "next/headers"
import { isLinkName, keptLink, linkCookie } from "./cookie"

/**
 * Returns the token of the emailed link that opened this page: from the address itself, where server.ts is not in front
 * (`next dev`), or from the cookie that the address names.
 * @returns undefined where there is none: an hour has passed, or it was opened in another browser
 */
export async function linkToken({ token, link }: { token?: string; link?: string }): Promise<string | undefined> {
  if (token || !link) return token
  return isLinkName(link) ? (await cookies()).get(linkCookie(link).name)?.value : link
}

/**
 * Returns the address of an invite's page, for a redirect after its form: this browser keeps the token for another
 * hour.
 */
export async function inviteAddress(token: string): Promise<string> {
  const { name, cookie } = keptLink(token)
  ;(await cookies()).set(cookie)
  return `/invites/${name}`
}
