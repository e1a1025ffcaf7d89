/** What a sign-in gives. Without `refresh_token` a session ends with its access token. */
export type Tokens = { token: string; refresh_token?: string | null; expires_at?: string | null }

/** Where tokens are kept. What `get` gives may have been changed by another tab. */
export type TokenStorage = {
  get: () => Tokens | null | Promise<Tokens | null>
  set: (tokens: Tokens | null) => void | Promise<void>
  /** Runs `run` while no other tab that shares these tokens runs its own: two that exchange one refresh token look like a thief. */
  alone?: <T>(run: () => Promise<T>) => Promise<T>
}

/** Keeps tokens until the page is left. */
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
 * Keeps tokens in `localStorage`, so that a reload stays signed in. Any script of the page can read them there: use it
 * where every script is yours. Where it is full or forbidden they are kept until the page is left; on a server nothing is.
 */
export function browserStorage(key = "nanostack"): TokenStorage {
  let refused: Tokens | null | undefined
  return {
    get: () => {
      if (refused !== undefined || typeof window === "undefined") return refused ?? null
      try {
        return JSON.parse(window.localStorage.getItem(key) ?? "null")
      } catch {
        return null // not written by us, or forbidden
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
      // Not there on plain http; then the server's grace for late exchanges has to do.
      const locks = typeof navigator === "undefined" ? undefined : navigator.locks
      if (!locks) return run()
      return new Promise((done, failed) => {
        // Another tab may hear that it is its turn before it hears what was written: it gets a moment for both.
        const turn = () =>
          run()
            .then(done, failed)
            .then(() => new Promise((over) => setTimeout(over, 100)))
        locks.request(key, turn).catch(failed)
      })
    },
  }
}
