import type { Item } from "./context"

/** Maximum that can be selected: for more, use the API. */
export const mostSelected = 10_000

type Part<T> = { rows: T[]; next: string | null }

/** Returns all items that match a list's filters, a thousand per request; null if a request failed. */
export async function loadAll<T extends Item>(from: string): Promise<T[] | null> {
  const all: T[] = []
  let cursor: string | null = null
  do {
    const here: string = cursor ? `${from}&cursor=${encodeURIComponent(cursor)}` : from
    const part = await fetch(here)
      .then((answer) => (answer.ok ? (answer.json() as Promise<Part<T>>) : null))
      .catch(() => null)
    if (!part) return null
    all.push(...part.rows)
    cursor = part.next
  } while (cursor && all.length < mostSelected)
  return all.slice(0, mostSelected)
}
