import { attempt } from "./attempt"
import { NanostackError } from "./error"
import type { CallOptions, TransportOptions } from "./options"
import { prepare, type Request } from "./request"
import { backoff, mayRetry, pause } from "./retry"

/** Credential of the caller. */
export type Credential = {
  /** Returns the bearer token, or null for none. */
  token: () => string | null | Promise<string | null>
  /** After a 401: returns true when there is another bearer token by now. */
  renew?: (used: string | null, error: NanostackError) => Promise<boolean>
  /** Address of the client that calls are made for. Sent with the token, also where a call needs none. */
  clientAddress?: string | undefined
}

/** Sends a call and resolves to the API's envelope. @throws NanostackError */
export type Send = (request: Request, options?: CallOptions) => Promise<unknown>

/** Creates the transport: with timeouts, and retries where that is safe. */
export function createTransport(config: TransportOptions, credential: Credential): Send {
  return async (request, options = {}) => {
    const { clientAddress } = credential
    const prepared = prepare(config.baseURL, request)
    if (clientAddress) prepared.headers["nanostack-client-address"] = clientAddress
    const latest = performance.now() + (request.within ?? Number.POSITIVE_INFINITY)
    const fixed = request.anonymous && !clientAddress ? null : request.token
    const retries = options.retries ?? (request.once ? 0 : (config.retries ?? request.patience ?? 3))
    let renewed = false
    for (let tries = 0; ; ) {
      const token = fixed === undefined ? await credential.token() : fixed
      try {
        return await attempt(config, prepared, token, options)
      } catch (error) {
        if (!(error instanceof NanostackError)) throw error
        if (error.status === 401 && fixed === undefined && !renewed && (await credential.renew?.(token, error))) {
          renewed = true
          continue
        }
        // 404 after an attempt whose response was lost: that attempt succeeded.
        if (tries > 0 && error.status === 404 && prepared.method === "DELETE") return { success: true, data: null }
        if (tries >= retries || !mayRetry(error, prepared.repeatable)) throw error
        const wait = backoff(tries++, error.retryAfter)
        if (performance.now() + wait > latest) throw error
        await pause(wait, options.signal)
      }
    }
  }
}
