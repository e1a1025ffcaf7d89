let noteFailure: ((error: unknown) => void) | undefined

/** Next calls this when it starts. `next dev` has no server.ts, which otherwise listens for changes. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime too, which has none of what the following needs.
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { notePageFailure } = await import("@/lib/core/http/page-status")
  noteFailure = notePageFailure
  if (process.env.NODE_ENV !== "development") return
  const { startListening } = await import("@/lib/core/cache/change-listener")
  startListening()
}

/** Next calls this when a page could not be rendered. */
export const onRequestError = (error: unknown) => noteFailure?.(error)
