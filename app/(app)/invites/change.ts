import { outranks, type Role } from "@/lib/core/identity/permissions"
import type { Invite } from "@/lib/invites/schema"

/** What the list needs to know of a selected invitation; its name is the address. */
export type Chosen = { id: string; name: string; rank: Role; status: Invite["status"] }

export type Change = "resend" | "revoke"

/** Returns why an invitation will be skipped, as far as the browser can tell. */
export function obstacle({ rank, status }: Chosen, reader: Role): "closed" | "above" | null {
  if (status !== "pending" && status !== "expired") return "closed"
  return outranks(rank, reader) ? "above" : null
}
