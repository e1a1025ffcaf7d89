import { Pool, type PoolClient } from "pg"
import { currentRequest, type RequestContext, timeLeft } from "../context"
import { counts } from "../observability/counters"

/** Max waiting requests per connection. At 5 ms a statement the last of them waits for a tenth of a second. */
const waitingPerConnection = 20

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: (release?: unknown) => void) => void

/**
 * A connection pool with a bounded wait queue: when it is full, new requests get 503 immediately instead of after five
 * seconds. Requests that already had a connection still get their next one, or their work would be lost; so does work
 * outside of requests. Requests past their deadline get none: the client has given up.
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

  /** Whether the wait queue is full. */
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
