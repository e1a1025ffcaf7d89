"use client"

import { createContext, use } from "react"
import type { Change, Chosen, Reader } from "./change"

/** What the list's parts share. */
export type Shared = {
  reader: Reader
  /** Who is on this page of the list. */
  page: ReadonlyMap<string, Chosen>
  /** Who is chosen, also on other pages. */
  chosen: ReadonlyMap<string, Chosen>
  choose: (people: readonly Chosen[], on: boolean) => void
  /** Asks before it happens. */
  ask: (change: Change, people: readonly Chosen[]) => void
  /** Happens at once, and shows before the server has answered: nobody loses anything by it. */
  lift: (person: Chosen) => void
  /** A status that is on its way. */
  statusOf: (id: string) => string | undefined
}

/** Provided by `Selection`. */
export const Context = createContext<Shared | null>(null)

/** The list's selection and what is done with it. */
export function useSelection(): Shared {
  const shared = use(Context)
  if (!shared) throw new Error("useSelection needs a Selection around it")
  return shared
}
