import type { listMembers } from "@/lib/memberships/list"
import type { Chosen } from "./change"

type Listed = Awaited<ReturnType<typeof listMembers>>["rows"][number]

/** Returns what the browser needs to know of a member to act on them. */
export function chosenOf(person: Listed): Chosen {
  const { id, name, role } = person
  const full = "email" in person ? person : null
  return { id, name, role, status: full?.status ?? null, direct: full?.permissions ?? [], version: full?.version ?? 0 }
}
