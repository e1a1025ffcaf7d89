import { isLoopback } from "./addresses"
import { env } from "./env"

const always = {
  "access-control-expose-headers":
    "X-Request-Id, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed",
}

const preflight = {
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, If-Match",
  "access-control-max-age": "600",
}

/**
 * What lets a page of another origin call the API. Credentials are never allowed: only `Authorization` is one.
 * @param origin the request's Origin header, or undefined
 * @param asking whether the browser asks beforehand (OPTIONS)
 * @returns headers of the answer; only `vary` where the origin may not
 */
export function corsHeaders(origin: string | undefined, asking: boolean): Record<string, string> {
  if (origin === undefined || !isAllowed(origin)) return { vary: "Origin" }
  return { vary: "Origin", "access-control-allow-origin": origin, ...always, ...(asking ? preflight : {}) }
}

function isAllowed(origin: string): boolean {
  if (env().CORS_ORIGINS.includes(origin)) return true
  return env().mode !== "production" && URL.canParse(origin) && isLoopback(new URL(origin).hostname)
}
