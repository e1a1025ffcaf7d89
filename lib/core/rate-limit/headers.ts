import { currentRequest, type RequestContext } from "../context"

/** Usage counted for a request: `remaining` of `points`, replenished in `reset` seconds. */
export type Note = { name: string; points: number; seconds: number; remaining: number; reset: number }

type Notes = { counted: string[]; shown: Note[] }

const byRequest = new WeakMap<RequestContext, Notes>()

function notes(): Notes | null {
  const request = currentRequest()
  // Outside of requests there is no response, and everything shares one context.
  if (request.requestId === "system") return null
  const known = byRequest.get(request)
  if (known) return known
  const made = { counted: [], shown: [] }
  byRequest.set(request, made)
  return made
}

/** True when this request was already counted under `key`; marks it as counted. */
export function alreadyCounted(key: string): boolean {
  const counted = notes()?.counted
  if (counted?.includes(key)) return true
  counted?.push(key)
  return false
}

/** Stores usage for the response's headers. */
export function recordUsage(shown: Note): void {
  dropUsage(shown.name)
  notes()?.shown.push(shown)
}

/** Removes stored usage. False when there was none. */
export function dropUsage(name: string): boolean {
  const shown = notes()?.shown
  const index = shown?.findIndex((one) => one.name === name) ?? -1
  return shown !== undefined && index >= 0 && shown.splice(index, 1).length > 0
}

/**
 * The headers `RateLimit-Policy` and `RateLimit` of this request: lists of strings with parameters (RFC 9651), as in
 * draft-ietf-httpapi-ratelimit-headers-10: q = quota, w = window in seconds, r = remaining, t = seconds until reset.
 */
export function rateLimitHeaders(): Record<string, string> {
  const shown = notes()?.shown ?? []
  if (shown.length === 0) return {}
  return {
    "ratelimit-policy": shown.map(({ name, points, seconds }) => `"${name}";q=${points};w=${seconds}`).join(", "),
    ratelimit: shown.map(({ name, remaining, reset }) => `"${name}";r=${remaining};t=${reset}`).join(", "),
  }
}
