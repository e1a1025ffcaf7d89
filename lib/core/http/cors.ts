import { env } from "../env"
import { isLoopback } from "../loopback"

const always = {
  "access-control-expose-headers":
    "X-Request-Id, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed",
}

const preflight = {
  "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, If-Match",
  "access-control-max-age": "600",
}

/**
 * What lets a page of another origin call the API. Credentials are never allowed: only `Authorization` is one.
 * @param origin the request's Origin header, or undefined
 * @param asking whether the browser asks beforehand (OPTIONS); which methods there are, the route says
 * @returns headers of the answer; only `vary` where the origin may not
 */
export function corsHeaders(origin: string | undefined, asking: boolean): Record<string, string> {
  if (origin === undefined || !isAllowed(origin)) return { vary: "Origin" }
  return { vary: "Origin", "access-control-allow-origin": origin, ...always, ...(asking ? preflight : {}) }
}

/** The methods that an address answers to, of those that it implements. */
export function answeredMethods(implemented: readonly string[]): string[] {
  return [...implemented, ...(implemented.includes("GET") ? ["HEAD"] : []), "OPTIONS"]
}

function isAllowed(origin: string): boolean {
  if (env().CORS_ORIGINS.includes(origin)) return true
  if (env().mode === "production" || !URL.canParse(origin)) return false
  const { origin: canonical, hostname, protocol } = new URL(origin)
  // As browsers send it: anything else is not an origin.
  return canonical === origin && /^https?:$/.test(protocol) && isLoopback(hostname)
}
