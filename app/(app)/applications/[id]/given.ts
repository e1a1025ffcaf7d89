import type { Application } from "@/lib/applications/schema"
import type { Actor } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"

/** What each section of an application's page is rendered from. */
export type Given = {
  actor: Actor<"applications:read">
  me: UserCaller
  org: string
  application: Application
  mayWrite: boolean
  /** Whether the last proof of the password is too old. */
  asks: boolean
}
