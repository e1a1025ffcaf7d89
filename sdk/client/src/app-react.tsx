"use client"

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from "react"
import type { NanostackError } from "../../core/error"
import type { Permission } from "../../core/permissions"
import type { AppUser, NanostackApp } from "./app"
import { useLoaded } from "./loaded"

type Shared = {
  app: NanostackApp
  /** Who is signed in; null for no one. */
  user: AppUser | null
  /** Whether it is known who is signed in. */
  isLoaded: boolean
  /** Why that isn't known, or why a sign-in failed. Loaded again once the browser is online or the page has the focus. */
  error: NanostackError | null
  reload: () => Promise<void>
}

const Context = createContext<Shared | null>(null)

/** Provides the application and the signed-in user to its children. */
export function NanostackAppProvider({ app, children }: { app: NanostackApp; children?: ReactNode }) {
  const load = useCallback(() => app.load(), [app])
  const { data, error, reload, clear } = useLoaded(load)
  useEffect(() => {
    void reload()
    return app.onChange((moved) => {
      if (!moved) return void reload()
      // Nothing of the previous person is shown while the page becomes the next one's.
      clear()
      app.adopt().then(reload, reload)
    })
  }, [app, reload, clear])
  const shared = useMemo(
    () => ({ app, user: data ?? null, isLoaded: data !== undefined, error, reload }),
    [app, data, error, reload],
  )
  return <Context.Provider value={shared}>{children}</Context.Provider>
}

/** Returns the signed-in user, and the application with `signIn`, `signOut` and `getToken`. */
export function useApp(): Shared {
  const shared = useContext(Context)
  if (!shared) throw new Error("Put <NanostackAppProvider app={app}> around the components that use Nanostack.")
  return shared
}

/** Whether the user has a permission. Only for what is shown: the server that a token is for enforces permissions. */
export function useAppCan(permission: Permission): boolean {
  return useApp().user?.permissions.includes(permission) ?? false
}
