"use client"

import { createContext, use } from "react"
import type { MembershipRole } from "@/lib/core/identity/permissions"
import type { Change, Chosen, Reader } from "./change"

/** What the list's parts share beside what is selected. */
export type Acting = {
  reader: Reader
  /** Asks before it happens. */
  ask: (change: Change, people: readonly Chosen[]) => void
  /** Happens immediately, and shows before the server has responded: no one loses anything by it. */
  lift: (person: Chosen) => void
  /** Happens immediately where it takes something away that can be given back; what gives more is asked first. */
  setRole: (person: Chosen, role: MembershipRole) => void
  /** A status that is on its way. */
  statusOf: (id: string) => string | undefined
}

/** Provided by `Selection`. */
export const ActingContext = createContext<Acting | null>(null)

/** Returns what can be done with the members of the list around. */
export function useActing(): Acting {
  const acting = use(ActingContext)
  if (!acting) throw new Error("useActing needs a Selection around it")
  return acting
}
