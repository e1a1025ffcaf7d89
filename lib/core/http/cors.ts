import { env } from "../env"
import { isLoopback } from "../loopback"

const always = {
  "access-control-expose-headers":
    "X-Request-Id, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, ETag, WWW-Authenticate",
}

const preflight = {
  "access-control-allow-headers":
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent, tracestate",
  "access-control-max-age": "600",
}

/**
 * CORS headers for pages of other origins. Cookies are never allowed: `Authorization` is the only credential.
 * @param origin the request's Origin header, or undefined
 * @param asking whether this is a preflight request (OPTIONS); the route supplies the methods
 * @returns response headers; only `vary` for an origin that is not allowed
 */
export function corsHeaders(origin: string | undefined, asking: boolean): Record<string, string> {
  return origin === undefined || !isAllowedOrigin(origin) ? { vary: "Origin" } : allowing(origin, asking)
}

/** CORS headers for an origin that is allowed. */
export const allowing = (origin: string, asking: boolean): Record<string, string> => ({
  vary: "Origin",
  "access-control-allow-origin": origin,
  ...always,
  ...(asking ? preflight : {}),
})

/** Methods that an address supports, given those it implements. */
export function answeredMethods(implemented: readonly string[]): string[] {
  return [...implemented, ...(implemented.includes("GET") ? ["HEAD"] : []), "OPTIONS"]
}

/** Whether an origin may call, with any credential. */
export function isAllowedOrigin(origin: string): boolean {
  if (env().CORS_ORIGINS.includes(origin)) return true
  if (env().mode === "production" || !URL.canParse(origin)) return false
  const { origin: canonical, hostname, protocol } = new URL(origin)
  // Must be spelled as browsers send it: anything else is not an origin.
  return canonical === origin && /^https?:$/.test(protocol) && isLoopback(hostname)
}
