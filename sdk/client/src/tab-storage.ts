import type { TokenStorage } from "./storage"
import { ownerOf, type Tokens } from "./tokens"

/**
 * Stores tokens in this page's memory, and tells the other tabs of the application who is signed in. A tab never gets
 * another's tokens. When another person signs in, or this one out, its own are forgotten.
 */
export function tabStorage(name: string): TokenStorage {
  let kept: Tokens | null = null
  let isOthers = false
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name)
  const listeners = new Set<() => void>()
  channel?.addEventListener("message", ({ data }: MessageEvent<{ owner: string | null }>) => {
    if (!kept || data.owner === ownerOf(kept)) return
    // An expired token that can't be renewed: this page gets session_changed until it becomes the other person's.
    isOthers = data.owner !== null
    kept = data.owner === null ? null : { token: "none", owner: data.owner, expires_at: new Date(0).toISOString() }
    for (const listener of listeners) listener()
  })
  return {
    get: () => kept,
    set: (tokens) => {
      const [before, owner] = [isOthers ? null : ownerOf(kept), ownerOf(tokens)]
      kept = tokens
      isOthers = false
      if (before !== owner) channel?.postMessage({ owner })
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
