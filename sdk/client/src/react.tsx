"use client"

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react"
import type { NanostackError } from "../../core/error"
import type { Body, Data, User } from "../../core/types"
import type { NanostackClient } from "./index"

type State = {
  user: User | null
  /** True until it is known whether a user is signed in; always true on a server. */
  loading: boolean
  /** Why the user could not be loaded. */
  error: NanostackError | null
}

type Shared = State & { client: NanostackClient; reload: () => Promise<void> }

const Context = createContext<Shared | null>(null)

type ProviderProps = {
  client: NanostackClient
  /** The signed-in user, if a server has already determined it: rendered from the first paint on. */
  initialUser?: User | null
  children?: ReactNode
}

/** Provides the client and the signed-in user to its children. */
export function NanostackProvider({ client, initialUser = null, children }: ProviderProps) {
  const [state, setState] = useState<State>({ user: initialUser, loading: initialUser === null, error: null })
  const latest = useRef(0)
  const reload = useCallback(async () => {
    const mine = ++latest.current
    const next = await load(client)
    if (mine === latest.current) setState((state) => ({ user: state.user, ...next, loading: false }))
  }, [client])
  useEffect(() => {
    void reload()
    const stop = client.auth.onChange(() => void reload())
    return () => {
      latest.current++
      stop()
    }
  }, [client, reload])
  const shared = useMemo(() => ({ ...state, client, reload }), [state, client, reload])
  return <Context.Provider value={shared}>{children}</Context.Provider>
}

/** Loads the signed-in user; on failure returns only the error. */
async function load(client: NanostackClient): Promise<{ user?: User | null; error: NanostackError | null }> {
  try {
    if ((await client.auth.token()) === null) return { user: null, error: null }
    return { user: (await client.users.me()).data, error: null }
  } catch (thrown) {
    const error = thrown as NanostackError
    return error.status === 401 ? { user: null, error: null } : { error }
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
  const { user, loading, error, client, reload } = useShared()
  const update = useCallback(
    async (changes: Body<"PUT /users/me">) => {
      const { data } = await client.users.update("me", changes)
      await reload()
      return data
    },
    [client, reload],
  )
  return { user, loading, error, update, reload }
}

type MyOrganization = Data<"GET /users/me/organizations">[number]

/** Returns the session's organization, the user's other organizations, and `switchTo` to change to one of them. */
export function useOrganization() {
  const { user, client } = useShared()
  const [organizations, setOrganizations] = useState<MyOrganization[] | null>(null)
  const [error, setError] = useState<NanostackError | null>(null)
  const owner = user?.id
  const inside = user?.organization_id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list depends on the user and the organization.
  useEffect(() => {
    if (owner === undefined) return setOrganizations(null)
    const controller = new AbortController()
    client.users.myOrganizations({ signal: controller.signal }).then(
      ({ data }) => setOrganizations(data),
      (error: NanostackError) => controller.signal.aborted || setError(error),
    )
    return () => controller.abort()
  }, [client, owner, inside])
  const switchTo = useCallback((id: string) => client.auth.switch(id), [client])
  const organization = organizations?.find(({ id }) => id === inside) ?? null
  return {
    organization,
    organizations: organizations ?? [],
    loading: organizations === null && !error,
    error,
    switchTo,
  }
}

/**
 * Whether the user has a permission, such as `"billing:read"`. Only for what is shown: the server enforces permissions.
 */
export function useCan(permission: string): boolean {
  return useShared().user?.effective_permissions.includes(permission) ?? false
}

/** Renders its children for signed-in users. */
export function SignedIn({ children }: { children?: ReactNode }) {
  return useShared().user ? children : null
}

/** Renders its children for signed-out users; nothing until that is known. */
export function SignedOut({ children }: { children?: ReactNode }) {
  const { user, loading, error } = useShared()
  return user || loading || error ? null : children
}
