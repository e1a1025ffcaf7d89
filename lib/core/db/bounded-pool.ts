import { Pool, type PoolClient } from "pg"
import { currentRequest, type RequestContext, timeLeft } from "../context"
import { counts } from "../observability/counters"

/** How many may wait for each connection. At 5 ms a statement the last of them waits for a tenth of a second. */
const waitingPerConnection = 20

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: (release?: unknown) => void) => void

/**
 * A pool at which no more requests begin to wait than it can serve soon: they hear 503 at once rather than after five
 * seconds. A request that has had a connection gets its next one, or the work on it would be lost; so does what is no
 * request. One whose time is over gets none: nobody waits for its answer.
 */
export class BoundedPool extends Pool {
  override connect(): Promise<PoolClient>
  override connect(callback: Taken): void
  override connect(callback?: Taken): Promise<PoolClient> | undefined {
    const error = this.refusal(currentRequest())
    if (!error) {
      if (!callback) return super.connect()
      super.connect(callback)
      return undefined
    }
    if (!callback) return Promise.reject(error)
    queueMicrotask(() => callback(error, undefined, () => {}))
    return undefined
  }

  /** Whether as many wait as may. */
  isFull(): boolean {
    return this.waitingCount >= waitingPerConnection * Number(this.options.max)
  }

  private refusal(request: RequestContext): Error | null {
    if (timeLeft() <= 0) return new Error("timeout exceeded when trying to connect")
    if (this.isFull() && !request.begun && request.requestId !== "system") {
      counts().shed.connections++
      return new Error("too many clients wait for a connection")
    }
    request.begun = true
    return null
  }
}
