"use client"

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react"
import type { NanostackError } from "../../core/error"
import type { Body, Data, User } from "../../core/types"
import type { NanostackClient } from "./index"

type State = {
  user: User | null
  /** Until it is known whether somebody is signed in; so it is on a server. */
  loading: boolean
  /** Why the user could not be loaded. */
  error: NanostackError | null
}

type Shared = State & { client: NanostackClient; reload: () => Promise<void> }

const Context = createContext<Shared | null>(null)

type ProviderProps = {
  client: NanostackClient
  /** Who is signed in, where a server has found out: it is shown from the first paint on. */
  initialUser?: User | null
  children?: ReactNode
}

/** Gives everything below it the client and who is signed in. */
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

/** Who is signed in now; where that cannot be found out, only why. */
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

/** The client of the provider above. */
export function useNanostack(): NanostackClient {
  return useShared().client
}

/** Who is signed in, `update` to change their profile, and `reload` to ask again. */
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

/** The organization that the session is in, the others of the user, and `switchTo` to change to one of them. */
export function useOrganization() {
  const { user, client } = useShared()
  const [organizations, setOrganizations] = useState<MyOrganization[] | null>(null)
  const [error, setError] = useState<NanostackError | null>(null)
  const owner = user?.id
  const inside = user?.organization_id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list belongs to this person in this organization.
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

/** Whether the user holds a permission, such as `"billing:read"`. It is for what is shown: the server decides what is done. */
export function useCan(permission: string): boolean {
  return useShared().user?.effective_permissions.includes(permission) ?? false
}

/** Its children, for those who are signed in. */
export function SignedIn({ children }: { children?: ReactNode }) {
  return useShared().user ? children : null
}

/** Its children, for those who are not signed in; nothing until that is known. */
export function SignedOut({ children }: { children?: ReactNode }) {
  const { user, loading, error } = useShared()
  return user || loading || error ? null : children
}
