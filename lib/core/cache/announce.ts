import { pool } from "../db/pool"
import { log } from "../observability/log"
import { evict, type Tag } from "./authorization-cache"
import { channel, payloadOf } from "./change-message"
import { singleton } from "./singleton"

const announced = singleton("announced", () => ({ tags: new Set<Tag>(), timer: null as NodeJS.Timeout | null }))

/**
 * Publishes profile changes after their transaction: this process evicts immediately, the others within a moment. Runs
 * outside the transaction and in batches, because NOTIFY serializes all concurrent commits.
 */
export function publish(...tags: Tag[]): void {
  evict(tags)
  for (const tag of tags) announced.tags.add(tag)
  announced.timer ??= setTimeout(() => {
    const payload = payloadOf(announced.tags)
    announced.tags.clear()
    announced.timer = null
    pool()
      .query("SELECT pg_notify($1, $2)", [channel, payload])
      .catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not announce a change"))
  }, 50)
}
