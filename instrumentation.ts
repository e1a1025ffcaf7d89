/** Next calls this when a page could not be rendered. */
export { notePageFailure as onRequestError } from "@/lib/core/http/page-status"

/** Next calls this when it starts. `next dev` has no server.ts, which otherwise listens for changes. */
export async function register(): Promise<void> {
  if (process.env.NODE_ENV !== "development" || process.env.NEXT_RUNTIME !== "nodejs") return
  const { startListening } = await import("@/lib/core/cache/change-listener")
  startListening()
}
