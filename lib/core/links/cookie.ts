import type { IncomingMessage, ServerResponse } from "node:http"
import { parseCookie, stringifySetCookie } from "cookie"
import { sha256 } from "../crypto"
import { ownCookie } from "../http/cookies"

/** Seconds that a browser keeps the token of an opened link, and how many it keeps. */
const kept = { seconds: 3600, links: 8 }

const isToken = (text: string | null | undefined): text is string => /^[A-Za-z0-9_-]{43}$/.test(text ?? "")

/** Marks an address whose cookie was set, to see whether it comes back. */
const tried = "try"

/** Replaces a token in addresses: reveals nothing of it, and keeps the links of several tabs apart. */
const nameOf = (token: string) =>
  Buffer.from(sha256(`link:${token}`))
    .toString("base64url")
    .slice(0, 16)

/** True for a link name, which replaces a token in addresses. */
export const isLinkName = (text: string) => /^[A-Za-z0-9_-]{16}$/.test(text)

/** Cookie of a link name. */
export const linkCookie = (name: string) => ownCookie(`link.${name}`)

/**
 * Returns a link's name in addresses, and the cookie that holds its token. The cookie is valid for the whole site,
 * since a sign-in on the way returns through the sign-in page.
 */
export function keptLink(token: string) {
  const name = nameOf(token)
  return { name, cookie: { ...linkCookie(name), value: token, maxAge: kept.seconds } }
}

/**
 * Redirects an emailed link to the same page without the token, which goes into a cookie: in the address bar it would
 * end up in the history, in screenshots and in copied addresses. As Django's password reset does it. Uses neither the
 * database nor the token. A browser that sends no cookie is given one first; where none comes back, the token stays in
 * the address, or the link could never be used.
 * @param path of the request, without its query
 * @returns whether it has responded; not to fetches of Next's own scripts, and not to forms
 */
export function hideToken(req: IncomingMessage, res: ServerResponse, path: string): boolean {
  const { searchParams } = new URL(String(req.url), "http://here.invalid")
  const invited = /^\/invites\/([^/]+)$/.exec(path)?.[1]
  const token = invited ?? searchParams.get("token")
  if (!/^(GET|HEAD)$/.test(String(req.method)) || req.headers.rsc !== undefined || !isToken(token)) return false
  const { name, cookie } = keptLink(token)
  const keepsCookies = Boolean(req.headers.cookie)
  if (!keepsCookies && searchParams.has(tried)) return false
  searchParams.delete(tried)
  if (!keepsCookies) searchParams.set(tried, "1")
  else if (!invited) {
    searchParams.delete("token")
    searchParams.set("link", name)
  }
  const query = searchParams.size > 0 ? `?${searchParams}` : ""
  const older = linksIn(req.headers.cookie ?? "").filter((other) => other !== name)
  const dropped = older.slice(0, 1 - kept.links).map((other) => ({ ...linkCookie(other), value: "", maxAge: 0 }))
  const cookies = [...dropped, cookie].map((one) => stringifySetCookie(one))
  const here = invited && keepsCookies ? `/invites/${name}` : path
  res.writeHead(303, { location: here + query, "set-cookie": cookies }).end()
  return true
}

/**
 * The links that have a cookie, oldest first (RFC 6265 §5.4). Another site can open many, but not fill the cookie jar.
 */
function linksIn(header: string): string[] {
  const prefix = linkCookie("").name
  const names = Object.keys(parseCookie(header)).filter((name) => name.startsWith(prefix))
  return names.map((name) => name.slice(prefix.length)).filter(isLinkName)
}
