import { log } from "../observability/log"

const touched = new Map<string, number>()
const everyMs = 5 * 60_000

/**
 * Notes that something was used, at most every five minutes and without making anybody wait.
 * @param lastAt when it was noted last, as the database has it
 */
export function touch(id: string, lastAt: Date | null, write: () => Promise<unknown>): void {
  const now = Date.now()
  if (now - Math.max(lastAt?.getTime() ?? 0, touched.get(id) ?? 0) < everyMs) return
  if (touched.size > 10_000) touched.clear()
  touched.set(id, now)
  void write().catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not note a use"))
}
