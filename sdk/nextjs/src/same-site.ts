import { settings } from "./settings"

/**
 * Whether a request was sent by a page of this application. Browsers say so: older ones by `Origin` only. Other programs
 * send no cookies.
 */
export function isOwn({ headers }: Pick<Request, "headers">): boolean {
  const [site, origin] = [headers.get("sec-fetch-site"), headers.get("origin")]
  if (site !== null) return site === "same-origin" || site === "none"
  return origin === null || origin === settings().redirectUri.origin
}
