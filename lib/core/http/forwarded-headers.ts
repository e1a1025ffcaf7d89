import type { IncomingMessage } from "node:http"
import { env, isHttps } from "../env"
import { isLoopback } from "../loopback"
import { clientAddress, clientProtocol, trustedProxies } from "./client-address"

/** Headers that Next and our routes trust; clients must not be able to set them. */
const reserved = new Set([
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  "x-middleware-subrequest",
  "x-invoke-path",
  "x-invoke-query",
  "x-invoke-output",
  "x-matched-path",
  "x-nextjs-data",
  "content-security-policy",
  "content-security-policy-report-only",
])

let trusted: ReturnType<typeof trustedProxies> | undefined

/**
 * Replaces client-supplied forwarding headers with trusted values.
 * @returns whether a trusted proxy reports plain HTTP, where PUBLIC_URL is https
 */
export function sanitizeForwarding(req: IncomingMessage): boolean {
  const { headers } = req
  trusted ??= trustedProxies(env().TRUSTED_PROXIES)
  const hops = headers["x-forwarded-for"]?.toString()
  const said = headers["x-forwarded-proto"]?.toString()
  const { remoteAddress } = req.socket
  const client = clientAddress(remoteAddress, hops, trusted)
  const plain = said !== undefined && isHttps() && clientProtocol(remoteAddress, hops, said, trusted) === "http"
  for (const name of reserved) if (name in headers) delete headers[name]
  headers["x-forwarded-for"] = client
  return plain
}

/** Sets the public origin for Next. */
export function setPublicOrigin({ headers }: IncomingMessage): void {
  const { protocol, host } = publicOrigin(headers.origin, headers.host)
  headers["x-forwarded-host"] = host
  headers["x-forwarded-proto"] = protocol.slice(0, -1)
}

/**
 * The origin that Next compares a form's Origin with. It is ours, not the request's Host; only a demo has several
 * names, all loopback.
 */
function publicOrigin(origin: string | undefined, host: string | undefined): URL {
  const own = new URL(env().PUBLIC_URL)
  if (origin === own.origin) return own
  const said = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return said && isLoopback(own.hostname) && isLoopback(said.hostname) ? said : own
}
