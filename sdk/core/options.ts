/** How a client reaches the API. */
export type TransportOptions = {
  /** Where Nanostack is, such as `https://users.example.com`. */
  baseURL: string | null | undefined
  /** Milliseconds that one attempt may take; 30,000 unless told. */
  timeout?: number
  /** How often a call is tried again where that is safe; 3 unless told. */
  retries?: number
  /** Instead of the global `fetch`. */
  fetch?: typeof fetch
}

/** What can be said about a single call. */
export type CallOptions = {
  signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take. */
  timeout?: number | undefined
  /** How often the call is tried again where that is safe. */
  retries?: number | undefined
}
