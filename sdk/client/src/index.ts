import { auth, tokenPairs } from "../../core/auth"
import { type Api, createApi } from "../../core/call"
import type { NanostackError } from "../../core/error"
import type { CallOptions, TransportOptions } from "../../core/options"
import { type Resources, resources } from "../../core/resources"
import { createTransport } from "../../core/transport"
import type { Data, Envelope } from "../../core/types"
import { type Listener, Session } from "./session"
import { memoryStorage, type TokenStorage } from "./storage"
import type { Tokens } from "./tokens"

export type { CreateOptions } from "../../core/call"
export { type ErrorCode, NanostackError } from "../../core/error"
export type { List } from "../../core/list"
export type { CallOptions } from "../../core/options"
// `export *`, because only this can be merged with a declaration of the application.
export type * from "../../core/permissions"
export type { Schemas } from "../../core/schema"
export type { Envelope, FieldError, Page, User, UserView } from "../../core/types"
export { browserStorage, type TokenStorage } from "./storage"
export type { Tokens } from "./tokens"

/** Options of a browser client. */
export type ClientOptions = TransportOptions & {
  /** An existing access token. */
  token?: string | null | undefined
  /** Its refresh token. */
  refreshToken?: string | null | undefined
  /** Where tokens are stored; by default in memory, so that a reload forgets them. */
  storage?: TokenStorage | undefined
  /** Called once when a session ends without a sign-out: expired and not renewable, or revoked elsewhere. */
  onSessionEnd?: ((error: NanostackError) => void) | undefined
}

/**
 * The API in a browser, for the signed-in person. Calls resolve to the API's envelope and only throw NanostackError.
 */
export class NanostackClient implements Resources {
  readonly users: Resources["users"]
  readonly organizations: Resources["organizations"]
  readonly invites: Resources["invites"]
  readonly apiKeys: Resources["apiKeys"]
  readonly applications: Resources["applications"]
  readonly apis: Resources["apis"]
  readonly grants: Resources["grants"]
  readonly tenants: Resources["tenants"]
  readonly auditEvents: Resources["auditEvents"]
  readonly changes: Resources["changes"]
  readonly permissions: Resources["permissions"]
  readonly roles: Resources["roles"]
  /** Sign-in, sign-out and the session. */
  readonly auth: ReturnType<typeof sessionCalls>

  constructor(options: ClientOptions) {
    const { token, refreshToken, storage = memoryStorage(), onSessionEnd } = { ...options }
    warnOfKey(token)
    const first = token ? { token, refresh_token: refreshToken ?? null } : null
    const session: Renewing = new Session(
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
    this.applications = all.applications
    this.apis = all.apis
    this.grants = all.grants
    this.tenants = all.tenants
    this.auditEvents = all.auditEvents
    this.changes = all.changes
    this.permissions = all.permissions
    this.roles = all.roles
    this.auth = sessionCalls(api, session)
  }
}

type Renewing = Session<Envelope<Data<"POST /auth/refresh">>>

function sessionCalls(api: Api, session: Renewing) {
  const calls = auth(api)
  const pairs = tokenPairs(api)
  return {
    ...calls,
    /** Signs in, and stores the tokens. */
    login: keeping(session, calls.login),
    /** Completes a sign-in with a two-factor authentication code. */
    secondFactor: keeping(session, calls.secondFactor),
    /** Signs in with a code from an email, and stores the tokens. */
    verifyEmailCode: keeping(session, calls.verifyEmailCode),
    /** Completes a sign-in with a passkey, and stores the tokens. */
    passkey: keeping(session, calls.passkey),
    /** Registers, and signs in unless the installation requires the email to be verified first. */
    register: keeping(session, calls.register),
    /** Switches to another of the user's organizations. */
    switch: (organization_id: string, options?: CallOptions) =>
      session.switch((refresh_token) => pairs.switch({ refresh_token, organization_id }, options)),
    /** Renews the token now. Rarely needed: calls renew an expired token automatically. */
    refresh: () => session.refresh(),
    /** Signs out: forgets the tokens, then tells the server, for five seconds at most. Never rejects. */
    logout: async (options?: CallOptions): Promise<void> => {
      try {
        const tokens = await session.leave()
        if (tokens) await tellServer(api, tokens, options)
      } catch {
        // Signed out here, whatever the server says.
      }
    },
    /**
     * Resolves to an access token that hasn't expired, for calls to your own servers; null when signed out.
     * @throws NanostackError when it has to be renewed and the server can't be reached; session_changed
     */
    token: () => session.freshToken(),
    /** Signs in with existing tokens, or forgets them with null. */
    setTokens: (tokens: Tokens | null) => session.set(tokens),
    /**
     * Calls `listener` on every sign-in, sign-out, switch and token renewal, including those of other tabs, with `true`
     * if this page's calls throw `session_changed` until `adopt` is called. Returns a function that unsubscribes.
     */
    onChange: (listener: Listener) => session.onChange(listener),
    /** After `session_changed`: makes this page one of the person signed in now, once nothing of the previous person is shown. */
    adopt: () => session.adopt(),
  }
}

function tellServer(api: Api, { token, refresh_token }: Tokens, options?: CallOptions): Promise<unknown> {
  const body = refresh_token ? { refresh_token } : {}
  const given = { body, token: refresh_token ? null : token, repeatable: true, within: 5_000, keepalive: true }
  return api.call("POST /auth/logout", given, { timeout: 5_000, ...options })
}

/** Wraps a call that signs in: stores its tokens. */
function keeping<Given extends unknown[], Answer extends { data: object }>(
  session: Renewing,
  call: (...given: Given) => Promise<Answer>,
) {
  return async (...given: Given): Promise<Answer> => {
    const answer = await call(...given)
    if ("token" in answer.data) await session.receive(answer.data as Tokens)
    return answer
  }
}

function warnOfKey(token: unknown): void {
  if (typeof token === "string" && token.startsWith("nsk_"))
    console.warn(
      "Nanostack: don't use an API key as the token of @nanostack/client, where anyone can read it. Revoke it.",
    )
}
