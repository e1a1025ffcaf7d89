/** What a sign-in gives. Without `refresh_token` a session ends with its access token. */
export type Tokens = { token: string; refresh_token?: string | null; expires_at?: string | null }

/** Where tokens are kept. What `get` gives may have been changed by another tab. */
export type TokenStorage = {
  get: () => Tokens | null | Promise<Tokens | null>
  set: (tokens: Tokens | null) => void | Promise<void>
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
 * where every script is yours. On a server it keeps nothing.
 */
export function browserStorage(key = "nanostack"): TokenStorage {
  const store = () => (typeof window === "undefined" ? null : window.localStorage)
  return {
    get: () => {
      try {
        return JSON.parse(store()?.getItem(key) ?? "null")
      } catch {
        return null // not written by us
      }
    },
    set: (tokens) => (tokens ? store()?.setItem(key, JSON.stringify(tokens)) : store()?.removeItem(key)),
  }
}
