import type { IncomingMessage } from "node:http"
import { sameBytes, sha256 } from "../crypto"
import { env } from "../env"
import { clientAddress, trustedProxies } from "../http/client-address"
import { isLoopback } from "../loopback"

/** Whoever sends one of these stands between somebody else and us. */
const forwarded = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"]

/**
 * Whether a request may read /metrics: with METRICS_TOKEN as bearer, or from this machine itself. To be asked before
 * `readyRequest` replaces what the request says of its origin. What a proxy passes on is never from here, even where
 * the proxy is.
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

// A proxy that says nothing of itself mostly passes on the name that it is called by.
function hostname(host: string | undefined): string {
  return host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ""
}
