import type { Item } from "./context"

/** As many as can be selected: more is a task for the API. */
export const mostSelected = 10_000

type Part<T> = { rows: T[]; next: string | null }

/** Returns everything that fits a list's filters, a thousand a request; null where a request failed. */
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
