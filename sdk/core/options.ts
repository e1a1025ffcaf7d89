/** Connection options of a client. */
export type TransportOptions = {
  /** Address of Nanostack, such as `https://users.example.com`. */
  baseURL: string | null | undefined
  /** Timeout per attempt in milliseconds; 30,000 by default. */
  timeout?: number | undefined
  /** Number of retries, where that is safe; 3 by default. */
  retries?: number | undefined
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch | undefined
}

/** Options of a single call. */
export type CallOptions = {
  signal?: AbortSignal | undefined
  /** Timeout per attempt in milliseconds. */
  timeout?: number | undefined
  /** Number of retries, where that is safe. */
  retries?: number | undefined
}
