import type { IncomingMessage } from "node:http"
import { sameBytes, sha256 } from "../crypto"
import { env } from "../env"
import { clientAddress, trustedProxies } from "../http/client-address"
import { isLoopback } from "../loopback"

/** Headers that proxies send. */
const forwarded = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"]

/**
 * Whether a request may read /metrics: with METRICS_TOKEN as bearer, or from this machine itself. Call it before
 * `readyRequest` replaces the request's forwarding headers. Proxied requests never count as local, even where the proxy
 * is.
 */
export function mayReadMetrics({ headers, socket }: IncomingMessage): boolean {
  const expected = env().METRICS_TOKEN
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1]
  if (given !== undefined) return expected !== undefined && sameBytes(sha256(given), sha256(expected))
  const peer = clientAddress(socket.remoteAddress, undefined, trustedProxies([]))
  const proxies = trustedProxies(env().TRUSTED_PROXIES)
  if (peer === "" || proxies.check(peer, peer.includes(":") ? "ipv6" : "ipv4")) return false
  if (forwarded.some((name) => headers[name] !== undefined)) return false
  return isLoopback(peer === "::1" ? "[::1]" : peer) && isLoopback(hostname(headers.host))
}

// A proxy that sends no header of its own mostly passes on the public host name.
function hostname(host: string | undefined): string {
  return host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ""
}
