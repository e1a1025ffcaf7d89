import { NanostackError } from "./error"

/** Seconds: who has to wait longer is told so instead. */
const longest = 60

/**
 * Whether an attempt that failed is worth another. 429 and `request_in_progress` say that nothing was done; after
 * everything else it is unknown, so the call has to be one that may be done twice.
 */
export function mayRetry({ status, code, retryAfter = 0 }: NanostackError, repeatable: boolean): boolean {
  if (retryAfter > longest) return false
  if (status === 429 || code === "request_in_progress") return true
  const passing = code === "network_error" || code === "timeout" || (status >= 502 && status <= 504)
  return repeatable && passing
}

/** Milliseconds before the next attempt: doubled each time up to 8 s, half of it by chance, after what the server asked for. */
export function backoff(attempt: number, retryAfter = 0): number {
  const step = Math.min(8_000, 250 * 2 ** attempt)
  return retryAfter * 1_000 + step / 2 + (Math.random() * step) / 2
}

/**
 * Waits.
 * @throws NanostackError aborted
 */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const stop = () => {
      clearTimeout(timer)
      fail(aborted(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop)
      done()
    }, milliseconds)
    signal?.addEventListener("abort", stop, { once: true })
    if (signal?.aborted) stop()
  })
}

/** The error of a call that its caller gave up. */
export function aborted(signal: AbortSignal | undefined): NanostackError {
  return new NanostackError("aborted", "The call was cancelled.", { cause: signal?.reason })
}
