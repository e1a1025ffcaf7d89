"use client"

import { createContext, use } from "react"
import type { Change, Chosen, Reader } from "./change"

/** Actions that the parts of the list share, besides the selection. */
export type Acting = {
  reader: Reader
  /** Asks for confirmation first. */
  ask: (change: Change, people: readonly Chosen[]) => void
  /** Runs immediately, and shows before the server has responded: it takes nothing away. */
  lift: (person: Chosen) => void
  /** Runs immediately if it only takes away what can be restored; asks first if it grants more. */
  setRole: (person: Chosen, role: string) => void
  /** The new status while the request is pending. */
  statusOf: (id: string) => string | undefined
}

/** Provided by `Selection`. */
export const ActingContext = createContext<Acting | null>(null)

/** Returns the actions of the enclosing list. */
export function useActing(): Acting {
  const acting = use(ActingContext)
  if (!acting) throw new Error("useActing needs a Selection around it")
  return acting
}
