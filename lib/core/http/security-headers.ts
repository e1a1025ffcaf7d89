import { randomBytes } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { isHttps } from "../env"

/** Headers of every response. */
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

/** Policy of JSON responses: nothing is loaded, and no framing. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Whether a path is a page that emailed links open, with a token in the address. */
export const hasToken = (path: string) => /^\/(invites\/.|verify-email|reset-password|revoke-keys)/.test(path)

/**
 * Sets a Content-Security-Policy with a fresh nonce on the response, and on the request, from which Next takes the
 * nonce for its own scripts.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, path: string): void {
  if (hasToken(path)) res.setHeader("referrer-policy", "no-referrer")
  const nonce = randomBytes(16).toString("base64")
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // React renders style={} as an attribute in server HTML.
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
