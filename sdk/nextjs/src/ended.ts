/** Milliseconds for which a sign-in that has ended is remembered: Nanostack says so too, a second later at most. */
const remembered = 3_600_000
const most = 10_000

const name = Symbol.for("nanostack.ended")

/** One set per process: Next.js bundles routes and pages apart. */
function ended(): Map<string, number> {
  const shared = globalThis as { [name]?: Map<string, number> }
  shared[name] ??= new Map()
  return shared[name]
}

/** Remembers that a sign-in has ended. */
export function noteEnded(sid: string): void {
  const all = ended()
  const [oldest] = all.keys()
  if (all.size >= most && oldest !== undefined) all.delete(oldest)
  all.set(sid, performance.now())
}

/** Whether a sign-in has ended, as far as this process knows. */
export function hasEnded(sid: string): boolean {
  const at = ended().get(sid)
  return at !== undefined && performance.now() - at < remembered
}
