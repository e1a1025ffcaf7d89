import { Pool, type PoolClient } from "pg"
import { counts } from "./counts"
import { currentRequest, type RequestContext } from "./request-context"

/** How many may wait for each connection. At 5 ms a statement the last of them waits for a tenth of a second. */
const waitingPerConnection = 20

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: (release?: unknown) => void) => void

/**
 * A pool at which no more requests begin to wait than it can serve soon: they hear 503 at once rather than after five
 * seconds. A request that has had a connection gets its next one, or the work on it would be lost; so does what is no request.
 */
export class BoundedPool extends Pool {
  override connect(): Promise<PoolClient>
  override connect(callback: Taken): void
  override connect(callback?: Taken): Promise<PoolClient> | undefined {
    if (this.admits(currentRequest())) {
      if (!callback) return super.connect()
      super.connect(callback)
      return undefined
    }
    counts().shed.connections++
    const error = new Error("too many clients wait for a connection")
    if (!callback) return Promise.reject(error)
    queueMicrotask(() => callback(error, undefined, () => {}))
    return undefined
  }

  private admits(request: RequestContext): boolean {
    const full = this.waitingCount >= waitingPerConnection * Number(this.options.max)
    if (full && !request.begun && request.requestId !== "system") return false
    request.begun = true
    return true
  }
}
