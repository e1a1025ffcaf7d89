import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { env, isHttps } from "../env"
import { type ErrorCode, statusOf } from "../errors"
import { isLoopback } from "../loopback"
import { clientAddress, clientProtocol, trustedProxies } from "./client-address"
import { englishOf } from "./english"

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
 * Readies a request for whoever answers it: what it claims about its origin is replaced by what we know, and it gets a
 * request id.
 * @returns whether a trusted proxy says that it came over plain http, where PUBLIC_URL is https
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
  const given = headers["x-request-id"]
  if (typeof given !== "string" || !/^[A-Za-z0-9_-]{8,64}$/.test(given))
    headers["x-request-id"] = `req_${randomUUID().replaceAll("-", "")}`
  return plain
}

/** Readies a request for Next, and its response with the headers that every response has. */
export function readyPage(req: IncomingMessage, res: ServerResponse): void {
  const { protocol, host } = publicOrigin(req.headers.host)
  req.headers["x-forwarded-host"] = host
  req.headers["x-forwarded-proto"] = protocol.slice(0, -1)
  res.setHeader("x-request-id", String(req.headers["x-request-id"]))
  res.setHeaders(new Map(Object.entries(commonHeaders())))
}

/** Next compares a form's Origin with this. It is ours, not the Host that came; only a demo has several names, all of them loopback. */
function publicOrigin(host: string | undefined): URL {
  const own = new URL(env().PUBLIC_URL)
  const said = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return said && isLoopback(own.hostname) && isLoopback(said.hostname) ? said : own
}

/** What every response says. */
export function commonHeaders(): Record<string, string> {
  const headers = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  }
  return isHttps() ? { ...headers, "strict-transport-security": "max-age=63072000; includeSubDomains" } : headers
}

/** The policy of JSON answers: they load nothing and stand in no frame. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Answers with a page of one sentence, that of an error of the table; Next is not asked. */
export function sendSentence(res: ServerResponse, code: ErrorCode, more: Record<string, string> = {}): void {
  const status = statusOf[code]
  const type = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": apiPolicy,
  }
  // What was not read of a body would be taken for the next request.
  res
    .writeHead(status, { ...type, ...more, connection: "close" })
    .end(`<!doctype html><meta charset="utf-8"><title>${status}</title><p>${englishOf(code)}</p>`)
}

/**
 * Answers who asks for a page over plain http: with the same path on PUBLIC_URL, never on the Host that came. A form is
 * refused: what was typed has been sent in the clear, and sending it on would hide that.
 */
export function sendToHttps(req: IncomingMessage, res: ServerResponse): void {
  // Not to be remembered: who corrects what the proxy says would not get rid of it.
  const there = { location: env().PUBLIC_URL + req.url, "cache-control": "no-store" }
  if (req.method === "GET" || req.method === "HEAD") res.writeHead(308, there).end()
  else sendSentence(res, "https_required")
}

/** Whether a path is a page that mailed links lead to, with a token in their address. */
export const hasToken = (path: string) => /^\/(invites\/.|verify-email|reset-password|revoke-keys)/.test(path)

/**
 * Puts a Content-Security-Policy with a fresh nonce on the response, and on the request, where Next takes the nonce
 * from for its own scripts.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, path: string): void {
  if (hasToken(path)) res.setHeader("referrer-policy", "no-referrer")
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
