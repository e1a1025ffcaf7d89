/** A matched route: its value, pattern and parameters. */
export type Found<T> = { value: T; pattern: string; params: Record<string, string> }

type Entry<T> = { value: T; pattern: string; segments: string[] }

const isParameter = (segment: string) => segment.startsWith("{")

/**
 * Builds a router. Fixed segments win over parameters; a path is matched literally, slashes included.
 * @param entries patterns such as `/users/{id}`, each with its value
 * @returns a function that returns null for unknown paths
 */
export function router<T>(entries: [pattern: string, value: T][]): (path: string) => Found<T> | null {
  const fixed = new Map<string, Found<T>>()
  const bySize = new Map<number, Entry<T>[]>()
  // The first match wins, so `/users/me` has to precede `/users/{id}`.
  const rank = (pattern: string) => pattern.replaceAll("{", "~")
  for (const [pattern, value] of [...entries].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))) {
    const segments = pattern.split("/")
    if (segments.some(isParameter))
      bySize.set(segments.length, [...(bySize.get(segments.length) ?? []), { value, pattern, segments }])
    else fixed.set(pattern, { value, pattern, params: {} })
  }
  return (path) => {
    const known = fixed.get(path)
    if (known) return known
    const parts = path.split("/")
    const entry = bySize.get(parts.length)?.find(({ segments }) => segments.every((s, i) => fits(s, parts[i])))
    const params = entry && paramsOf(entry.segments, parts)
    return entry && params ? { value: entry.value, pattern: entry.pattern, params } : null
  }
}

const fits = (segment: string, part: string | undefined) => (isParameter(segment) ? Boolean(part) : segment === part)

/** Null where one of them is not correctly encoded. */
function paramsOf(segments: string[], parts: string[]): Record<string, string> | null {
  try {
    return Object.fromEntries(
      segments.flatMap((segment, i) =>
        isParameter(segment) ? [[segment.slice(1, -1), decodeURIComponent(parts[i] ?? "")]] : [],
      ),
    )
  } catch {
    return null
  }
}
