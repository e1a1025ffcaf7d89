import { pool } from "../db/pool"
import { log } from "../observability/log"
import { evict, type Tag } from "./authorization-cache"
import { channel, payloadOf } from "./change-message"
import { singleton } from "./singleton"

const announced = singleton("announced", () => ({ tags: new Set<Tag>(), timer: null as NodeJS.Timeout | null }))

/**
 * Says, after its transaction, that somebody's profile changed: this process forgets at once, the others within a
 * moment. Outside of the transaction and many at a time, because NOTIFY holds up every commit beside it.
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
