import { env } from "../env"
import { isLoopback } from "../loopback"

/**
 * True when a form was sent from one of our pages. Next compares Origin with Host only, and accepts a missing one. A
 * page with `Referrer-Policy: no-referrer` posts with `Origin: null` when there is no JavaScript: then only the
 * browser's own Sec-Fetch-Site counts, which a sandboxed or foreign page cannot set to "same-origin".
 */
export function isSameOrigin(headers: Pick<Headers, "get">): boolean {
  const site = headers.get("sec-fetch-site")
  const origin = headers.get("origin")
  if (site !== null && site !== "same-origin") return false
  if (origin === null || origin === "null") return site === "same-origin"
  return origin === env().PUBLIC_URL || isLocal(origin, headers.get("host"))
}

/** In demo and development, localhost, 127.0.0.1 and [::1] are the same origin. */
function isLocal(origin: string, host: string | null): boolean {
  if (env().mode === "production" || !URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host && isLoopback(url.hostname)
}
