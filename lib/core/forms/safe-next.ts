// Any origin works as a base: a path that leaves it would leave ours.
const here = "http://here.invalid"

/**
 * Validates a return path: a path on this site, or `fallback` for anything else (other origins in all their spellings,
 * the sign-in page itself, paths that are not pages).
 */
export function safeNext(path: unknown, fallback = "/profile"): string {
  if (typeof path !== "string" || path.length > 2000 || !/^\/(?![/\\])/.test(path)) return fallback
  // Browsers drop tabs and line breaks and read a backslash as a slash; some proxies decode %2f and %5c.
  if (/[\s\p{Cc}\\]|%([01][0-9a-f]|5c)|^\/%2f/iu.test(path)) return fallback
  if (!URL.canParse(path, here)) return fallback
  const url = new URL(path, here)
  const dots = url.pathname.startsWith("//")
  if (url.origin !== here || dots || /^\/(login|api|_next)(\/|$)/.test(url.pathname)) return fallback
  return url.pathname + url.search + url.hash
}
