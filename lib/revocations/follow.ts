import { setTimeout as sleep } from "node:timers/promises"
import { singleton } from "../core/cache/singleton"
import { log } from "../core/observability/log"
import { type Revocation, readRecent } from "./read"

/** Milliseconds between two reads, and that a read may take. */
const every = 200
const timely = 300

/** Hears what is committed to a tenant. */
export type Follower = {
  tenantId: string
  take: (rows: readonly Revocation[]) => void
  /** After each read. @param now the database's time of it, in milliseconds; null where it took too long to prove much */
  beat: (now: number | null) => void
}

/** `seen` has the rows of each followed tenant that its followers know, for as long as they can be read again. */
type State = { followers: Set<Follower>; seen: Map<string, Set<string>>; reading: boolean }

const state = () => singleton<State>("revocations", () => ({ followers: new Set(), seen: new Map(), reading: false }))

/** Who follows. */
export const following = (): ReadonlySet<Follower> => state().followers

/**
 * Follows a tenant: all streams of this process share one statement per beat. What is committed after this call is heard;
 * some of what was before, too.
 * @returns a function that stops
 */
export function follow(follower: Follower): () => void {
  const { followers } = state()
  followers.add(follower)
  if (!state().reading) void keepReading()
  return () => followers.delete(follower)
}

async function keepReading(): Promise<void> {
  const { followers, seen } = state()
  state().reading = true
  for (let failed = false; followers.size > 0; ) {
    const tenantIds = [...new Set([...followers].map(({ tenantId }) => tenantId))]
    const began = performance.now()
    try {
      const { now, rows } = await readRecent(tenantIds)
      failed = false
      const fresh = unseen(tenantIds, rows)
      for (const one of followers) {
        // A tenant that is followed only now is read with the next beat.
        if (!seen.has(one.tenantId)) continue
        const own = fresh.get(one.tenantId)
        if (own) one.take(own)
        one.beat(performance.now() - began < timely ? now : null)
      }
    } catch (error) {
      if (!failed) log.warn({ error: String(error).slice(0, 200) }, "could not read what has ended: no heartbeats")
      failed = true
    }
    await sleep(every, undefined, { ref: false })
  }
  seen.clear()
  state().reading = false
}

/** The rows that were not read before, by tenant. Forgets those that will not be read again. */
function unseen(tenantIds: readonly string[], rows: readonly Revocation[]): Map<string, Revocation[]> {
  const { seen } = state()
  const fresh = new Map<string, Revocation[]>()
  const read = new Map(tenantIds.map((id) => [id, new Set<string>()]))
  for (const row of rows) {
    read.get(row.tenant_id)?.add(row.id)
    if (seen.get(row.tenant_id)?.has(row.id)) continue
    fresh.set(row.tenant_id, [...(fresh.get(row.tenant_id) ?? []), row])
  }
  seen.clear()
  for (const [id, ids] of read) seen.set(id, ids)
  return fresh
}
