import { NanostackError } from "./error"

/** Max seconds to wait; a longer wait is reported instead. */
const longest = 60

/**
 * Whether to retry a failed attempt. 429 and `request_in_progress` mean that nothing was done; after any other error
 * that is unknown, so the call has to be idempotent.
 */
export function mayRetry({ status, code, retryAfter = 0 }: NanostackError, repeatable: boolean): boolean {
  if (retryAfter > longest) return false
  if (status === 429 || code === "request_in_progress") return true
  const passing = code === "network_error" || code === "timeout" || (status >= 502 && status <= 504)
  return repeatable && passing
}

/**
 * Milliseconds before the next attempt: doubled each time up to 8 s, half of it random, plus what the server requires.
 */
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

/** The error of a call aborted by its caller. */
export function aborted(signal: AbortSignal | undefined): NanostackError {
  return new NanostackError("aborted", "The call was cancelled.", { cause: signal?.reason })
}
