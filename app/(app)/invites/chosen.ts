import type { Invite } from "@/lib/invites/schema"
import type { Chosen } from "./change"

/** Returns what the browser needs to know of an invitation to act on it. */
export const chosenInvite = ({ id, email, role_rank, status }: Invite): Chosen => ({
  id,
  name: email,
  rank: role_rank,
  status,
})
