import type { Tokens } from "./tokens"

/** Stores tokens. Another tab may change what `get` returns. */
export type TokenStorage = {
  get: () => Tokens | null | Promise<Tokens | null>
  set: (tokens: Tokens | null) => void | Promise<void>
  /**
   * Runs `run` exclusively among the tabs that share these tokens: concurrent exchanges of one refresh token look like
   * a theft.
   */
  alone?: (<T>(run: () => Promise<T>) => Promise<T>) | undefined
  /** Calls `listener` when another tab may have changed the tokens; returns a function that stops it. */
  watch?: ((listener: () => void) => () => void) | undefined
}

/** Stores tokens in memory, until the page is left. */
export function memoryStorage(): TokenStorage {
  let kept: Tokens | null = null
  return {
    get: () => kept,
    set: (tokens) => {
      kept = tokens
    },
  }
}

/**
 * Stores tokens in `localStorage`, so that a reload stays signed in. Any script of the page can read them there: use it
 * only where every script is trusted. Where it is full or blocked, tokens are stored in memory; on a server not at all.
 */
export function browserStorage(key = "nanostack"): TokenStorage {
  let refused: Tokens | null | undefined
  return {
    get: () => {
      if (refused !== undefined || typeof window === "undefined") return refused ?? null
      try {
        return JSON.parse(window.localStorage.getItem(key) ?? "null")
      } catch {
        return null // not written by us, or blocked
      }
    },
    set: (tokens) => {
      if (typeof window === "undefined") return
      try {
        if (tokens) window.localStorage.setItem(key, JSON.stringify(tokens))
        else window.localStorage.removeItem(key)
        refused = undefined
      } catch {
        refused = tokens
      }
    },
    alone: (run) => {
      // Missing on plain http; then the server's grace period for late exchanges has to do.
      const locks = typeof navigator === "undefined" ? undefined : navigator.locks
      if (!locks) return run()
      return new Promise((done, failed) => {
        // Another tab may get the lock before the storage event: it waits a moment for both.
        const turn = () =>
          run()
            .then(done, failed)
            .then(() => new Promise((over) => setTimeout(over, 100)))
        locks.request(key, turn).catch(failed)
      })
    },
    watch: (listener) => {
      if (typeof window === "undefined") return () => {}
      // A page that comes back from the browser's cache has missed the events of its absence.
      const events = ["storage", "focus", "pageshow"]
      for (const event of events) window.addEventListener(event, listener)
      return () => {
        for (const event of events) window.removeEventListener(event, listener)
      }
    },
  }
}
