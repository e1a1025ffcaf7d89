import { auth, tokenPairs } from "../../core/auth"
import { type Api, createApi } from "../../core/call"
import type { NanostackError } from "../../core/error"
import type { CallOptions, TransportOptions } from "../../core/options"
import { type Resources, resources } from "../../core/resources"
import { createTransport } from "../../core/transport"
import type { Body } from "../../core/types"
import { Session } from "./session"
import { memoryStorage, type TokenStorage, type Tokens } from "./storage"

export type { CreateOptions } from "../../core/call"
export { type ErrorCode, NanostackError } from "../../core/error"
export type { List } from "../../core/list"
export type { CallOptions } from "../../core/options"
export type { Schemas } from "../../core/schema"
export type { Envelope, FieldError, Page, User, UserView } from "../../core/types"
export { browserStorage, type TokenStorage, type Tokens } from "./storage"

/** Options of a browser client. */
export type ClientOptions = TransportOptions & {
  /** An existing access token. */
  token?: string | null | undefined
  /** Its refresh token. */
  refreshToken?: string | null | undefined
  /** Where tokens are stored; by default in memory, so that a reload forgets them. */
  storage?: TokenStorage
  /** Called once when a session ends without a sign-out: expired and not renewable, or revoked elsewhere. */
  onSessionEnd?: (error: NanostackError) => void
}

/**
 * The API in a browser, for the signed-in person. Calls resolve to the API's envelope and only throw NanostackError.
 */
export class NanostackClient implements Resources {
  readonly users: Resources["users"]
  readonly organizations: Resources["organizations"]
  readonly invites: Resources["invites"]
  readonly apiKeys: Resources["apiKeys"]
  readonly tenants: Resources["tenants"]
  readonly auditEvents: Resources["auditEvents"]
  readonly changes: Resources["changes"]
  readonly permissions: Resources["permissions"]
  /** Sign-in, sign-out and the session. */
  readonly auth: ReturnType<typeof sessionCalls>

  constructor(options: ClientOptions) {
    const { token, refreshToken, storage = memoryStorage(), onSessionEnd } = { ...options }
    warnOfKey(token)
    const first = token ? { token, refresh_token: refreshToken ?? null } : null
    const session: Session = new Session(
      first,
      storage,
      (refresh_token) => tokenPairs(api).refresh({ refresh_token }),
      onSessionEnd,
    )
    const send = createTransport(
      { ...options },
      {
        token: async () => (await session.tokens())?.token ?? null,
        renew: (used, error) => session.renew(used, error),
      },
    )
    const api = createApi(send)
    const all = resources(api)
    this.users = all.users
    this.organizations = all.organizations
    this.invites = { ...all.invites, accept: keeping(session, all.invites.accept) }
    this.apiKeys = all.apiKeys
    this.tenants = all.tenants
    this.auditEvents = all.auditEvents
    this.changes = all.changes
    this.permissions = all.permissions
    this.auth = sessionCalls(api, session)
  }
}

function sessionCalls(api: Api, session: Session) {
  const calls = auth(api)
  const pairs = tokenPairs(api)
  return {
    ...calls,
    /** Signs in, and stores the tokens. */
    login: keeping(session, calls.login),
    /** Completes a sign-in with a two-factor authentication code. */
    secondFactor: keeping(session, calls.secondFactor),
    /** Registers, and signs in unless the installation requires the email to be verified first. */
    register: keeping(session, calls.register),
    /** Switches to another of the user's organizations. */
    switch: (organization_id: string, options?: CallOptions) =>
      session.rotate((refresh_token) => pairs.switch({ refresh_token, organization_id }, options)),
    /** Renews the token now. Rarely needed: calls renew an expired token automatically. */
    refresh: () => session.refresh(),
    /** Signs out; locally even when the server cannot be reached. */
    logout: async (options?: CallOptions) => {
      const refresh_token = (await session.tokens())?.refresh_token
      const body: Body<"POST /auth/logout"> = refresh_token ? { refresh_token } : {}
      const told = pairs.logout(body, options)
      return told.finally(() => session.set(null))
    },
    /** Resolves to the access token, for calls to your own servers; null when signed out. */
    token: async () => (await session.tokens())?.token ?? null,
    /** Signs in with existing tokens, or forgets them with null. */
    setTokens: (tokens: Tokens | null) => session.set(tokens),
    /** Calls `listener` on every sign-in, sign-out and token renewal; returns a function that unsubscribes. */
    onChange: (listener: () => void) => session.onChange(listener),
  }
}

/** Wraps a call that signs in: stores its tokens. */
function keeping<Given extends unknown[], Answer extends { data: object }>(
  session: Session,
  call: (...given: Given) => Promise<Answer>,
) {
  return async (...given: Given): Promise<Answer> => {
    const answer = await call(...given)
    if ("token" in answer.data) await session.set(answer.data as Tokens)
    return answer
  }
}

function warnOfKey(token: unknown): void {
  if (typeof token === "string" && token.startsWith("nsk_"))
    console.warn(
      "Nanostack: don't use an API key as the token of @nanostack/client, where anyone can read it. Revoke it.",
    )
}
