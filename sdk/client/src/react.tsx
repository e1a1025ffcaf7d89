"use client"

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef } from "react"
import { NanostackError } from "../../core/error"
import type { Permission } from "../../core/permissions"
import type { Body, User } from "../../core/types"
import type { NanostackClient } from "./index"
import { useLoaded } from "./loaded"
import { sessionChanged } from "./session"

type Shared = {
  client: NanostackClient
  user: User | null
  /** Whether it is known who is signed in; never on a server. */
  isLoaded: boolean
  /** Why the user could not be loaded. It is loaded again once the browser is online or the page has the focus. */
  error: NanostackError | null
  reload: () => Promise<void>
  /** ID of the user that is shown at this moment. */
  shown: { readonly current: string | undefined }
}

const Context = createContext<Shared | null>(null)

type ProviderProps = {
  client: NanostackClient
  /** The signed-in user, if a server has already determined it: rendered from the first paint on. */
  initialUser?: User | null | undefined
  children?: ReactNode
}

/** For calls that a page waits for. */
const prompt = { timeout: 10_000, retries: 1 }

/** Provides the client and the signed-in user to its children. */
export function NanostackProvider({ client, initialUser, children }: ProviderProps) {
  const load = useCallback(() => signedIn(client), [client])
  const { data, error, reload, clear } = useLoaded(load, initialUser ?? undefined)
  const [moves, move] = useReducer((count: number) => count + 1, 0)
  const shown = useRef(data?.id)
  useEffect(() => {
    shown.current = data?.id
  }, [data])
  useEffect(
    () =>
      client.auth.onChange((moved) => {
        if (!moved) return void reload()
        shown.current = undefined
        clear()
        move()
      }),
    [client, reload, clear],
  )
  // An effect, so that nothing of the previous person is shown when the page becomes one of the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once more for each move.
  useEffect(() => {
    client.auth.adopt().then(reload, reload)
  }, [client, reload, moves])
  const shared = useMemo(
    () => ({ client, user: data ?? null, isLoaded: data !== undefined, error, reload, shown }),
    [client, data, error, reload],
  )
  return <Context.Provider value={shared}>{children}</Context.Provider>
}

async function signedIn(client: NanostackClient): Promise<User | null> {
  try {
    return (await client.auth.token()) === null ? null : (await client.users.me(prompt)).data
  } catch (error) {
    if (error instanceof NanostackError && error.status === 401) return null
    throw error
  }
}

function useShared(): Shared {
  const shared = useContext(Context)
  if (!shared) throw new Error("Put <NanostackProvider client={client}> around the components that use Nanostack.")
  return shared
}

/** Returns the client of the provider. */
export function useNanostack(): NanostackClient {
  return useShared().client
}

/** Returns the signed-in user, `update` to change their profile, and `reload` to load it again. */
export function useUser() {
  const { user, isLoaded, error, client, reload, shown } = useShared()
  const mine = user?.id
  const update = useCallback(
    async (changes: Body<"PUT /users/me">) => {
      if (mine !== shown.current) throw sessionChanged()
      const { data } = await client.users.update("me", changes)
      await reload()
      return data
    },
    [client, reload, mine, shown],
  )
  return { user, isLoaded, error, update, reload }
}

/** Returns the session's organization, the user's other organizations, and `switchTo` to change to one of them. */
export function useOrganization() {
  const { user, isLoaded, error: userError, client } = useShared()
  const inside = user?.organization_id
  const key = user && `${user.id} ${inside}`
  const load = useCallback(
    async () => ({ key, list: key === null ? [] : (await client.users.myOrganizations(prompt)).data }),
    [client, key],
  )
  const { data, error, reload, clear } = useLoaded(load)
  useEffect(() => {
    clear()
    void reload()
  }, [clear, reload])
  const switchTo = useCallback((id: string) => client.auth.switch(id), [client])
  // What was loaded for another user or organization is not shown.
  const organizations = data?.key === key ? data.list : null
  return {
    organization: organizations?.find(({ id }) => id === inside) ?? null,
    organizations: organizations ?? [],
    isLoaded: isLoaded && organizations !== null,
    error: userError ?? error,
    reload,
    switchTo,
  }
}

/**
 * Whether the user has a permission, such as `"invites:write"`; your own ones are declared in `CustomPermissions`. Only
 * for what is shown: the server enforces permissions.
 */
export function useCan(permission: Permission): boolean {
  return useShared().user?.effective_permissions.includes(permission) ?? false
}

/** Renders its children for signed-in users. */
export function SignedIn({ children }: { children?: ReactNode }) {
  return useShared().user ? children : null
}

/** Renders its children for signed-out users; nothing until that is known. */
export function SignedOut({ children }: { children?: ReactNode }) {
  const { user, isLoaded } = useShared()
  return isLoaded && !user ? children : null
}
