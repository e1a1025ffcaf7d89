import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { isLoopback } from "./addresses"
import { clientAddress, trustedProxies } from "./client-address"
import { env } from "./env"

/** Next and our routes believe these; a client must not be able to say them. */
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
 * Readies a request for whoever answers it: what it claims about its origin is replaced by what we know, it gets a
 * request id, and its response the headers that every response has. Hono reads `rawHeaders`, Next `headers`: both change.
 */
export function readyRequest(req: IncomingMessage, res: ServerResponse): void {
  trusted ??= trustedProxies(env().TRUSTED_PROXIES)
  const client = clientAddress(req.socket.remoteAddress, req.headersDistinct["x-forwarded-for"]?.join(","), trusted)
  for (const name of reserved) delete req.headers[name]
  for (let i = req.rawHeaders.length - 2; i >= 0; i -= 2)
    if (reserved.has(String(req.rawHeaders[i]).toLowerCase())) req.rawHeaders.splice(i, 2)
  const { protocol, host } = publicOrigin(req.headers.host)
  say(req, "x-forwarded-for", client)
  say(req, "x-forwarded-host", host)
  say(req, "x-forwarded-proto", protocol.slice(0, -1))
  const given = req.headers["x-request-id"]
  if (typeof given !== "string" || !/^[A-Za-z0-9_-]{8,64}$/.test(given)) replaceRequestId(req)
  res.setHeader("x-request-id", String(req.headers["x-request-id"]))
  for (const [name, value] of Object.entries(common())) res.setHeader(name, value)
}

/** Next compares a form's Origin with this. It is ours, not the Host that came; only a demo has several names, all of them loopback. */
function publicOrigin(host: string | undefined): URL {
  const own = new URL(env().PUBLIC_URL)
  const said = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return said && isLoopback(own.hostname) && isLoopback(said.hostname) ? said : own
}

function say(req: IncomingMessage, name: string, value: string): void {
  req.headers[name] = value
  req.rawHeaders.push(name, value)
}

function replaceRequestId(req: IncomingMessage): void {
  for (let i = req.rawHeaders.length - 2; i >= 0; i -= 2)
    if (String(req.rawHeaders[i]).toLowerCase() === "x-request-id") req.rawHeaders.splice(i, 2)
  say(req, "x-request-id", `req_${randomUUID().replaceAll("-", "")}`)
}

function common(): Record<string, string> {
  const headers = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  }
  return env().PUBLIC_URL.startsWith("https:")
    ? { ...headers, "strict-transport-security": "max-age=63072000; includeSubDomains" }
    : headers
}

/** The policy of JSON answers: they load nothing and stand in no frame. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Pages whose address holds the token of a mailed link. */
const withToken = /^\/(invites\/.|verify-email|reset-password|revoke-keys)/

/**
 * Puts a Content-Security-Policy with a fresh nonce on the response, and on the request, where Next takes the nonce
 * from for its own scripts.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, path: string): void {
  if (withToken.test(path)) res.setHeader("referrer-policy", "no-referrer")
  const nonce = randomBytes(16).toString("base64")
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // React's style={} is an attribute in server HTML.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' https: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
  req.headers["content-security-policy"] = policy
  res.setHeader("content-security-policy", policy)
}
