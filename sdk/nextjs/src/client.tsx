"use client"

import { createContext, type ReactNode, useContext } from "react"
import type { Permission } from "../../core/permissions"
import type { SessionData } from "./session"

const Current = createContext<SessionData | null>(null)

/** Passes who is signed in to client components. Rendered by `NanostackProvider`. */
export function SessionProvider({ session, children }: { session: SessionData | null; children: ReactNode }) {
  return <Current value={session}>{children}</Current>
}

/** Returns who is signed in, in client components; null for no one. Known from the first render. */
export function useSession() {
  return useContext(Current)
}

/** Whether the person has a permission. For what is shown: the server decides what is allowed. */
export function useCan(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false
}
