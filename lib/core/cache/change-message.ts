import { clear, evict } from "./authorization-cache"

/** PostgreSQL notification channel for changes, shared by all servers of an installation. */
export const channel = "nanostack_changes"

/** Payload of one NOTIFY, which PostgreSQL limits to 8,000 bytes: "everything" when the tags don't fit. */
export function payloadOf(tags: Iterable<string>): string {
  const text = JSON.stringify([...tags])
  return Buffer.byteLength(text) < 7_900 ? text : "all"
}

/** Applies a payload from the channel. */
export function applyRemote(payload: string): void {
  const tags: unknown = payload === "all" ? payload : JSON.parse(payload)
  if (Array.isArray(tags)) evict(tags.map(String))
  else clear()
}
