import type { listMembers } from "@/lib/memberships/list"
import type { Chosen } from "./change"

type Listed = Awaited<ReturnType<typeof listMembers>>["rows"][number]

/** Returns what the browser needs to know of a member to act on them. */
export function chosenOf(person: Listed): Chosen {
  const { id, name, role, role_rank: rank } = person
  const full = "email" in person ? person : null
  const [status, direct, version] = [full?.status ?? null, full?.permissions ?? [], full?.version ?? 0]
  return { id, name, role, rank, status, direct, version }
}
