import { env } from "../env"
import { AppError } from "../errors"
import { type Moment, since } from "../moment"
import { log } from "../observability/log"

/** Max milliseconds from a transaction's first audit event to its COMMIT, which has the rest of the feed's lag. */
const bound = () => Math.min(15_000, env().FEED_LAG_SECONDS * 750)

/**
 * Aborts a commit that is so late that readers of the audit feed may have passed its events, and would never see them.
 * @param first when the transaction's first event was recorded
 * @throws AppError unavailable
 */
export function refuseLateEvent(first: Moment | undefined): void {
  if (!first || since(first) <= bound()) return
  log.warn("a transaction with an audit event took longer than FEED_LAG_SECONDS allows: it was rolled back")
  throw new AppError("unavailable")
}
