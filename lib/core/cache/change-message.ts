import { clear, evict } from "./authorization-cache"

/** PostgreSQL's channel for what has changed, between the servers of an installation. */
export const channel = "nanostack_changes"

/** The payload of one NOTIFY, which PostgreSQL limits to 8,000 bytes: beyond that, everything. */
export function payloadOf(tags: Iterable<string>): string {
  const text = JSON.stringify([...tags])
  return Buffer.byteLength(text) < 7_900 ? text : "all"
}

/** Takes a payload from the channel. */
export function applyRemote(payload: string): void {
  const tags: unknown = payload === "all" ? payload : JSON.parse(payload)
  if (Array.isArray(tags)) evict(tags.map(String))
  else clear()
}
