import { auth, tokenPairs } from "../../core/auth"
import { type Api, createApi } from "../../core/call"
import { NanostackError } from "../../core/error"
import type { CallOptions, TransportOptions } from "../../core/options"
import { type Resources, resources } from "../../core/resources"
import { type Credential, createTransport } from "../../core/transport"
import { type ApplicationIdentity, createTokenVerifier } from "./application-tokens"
import { createLocalVerifier, type TokenClaims } from "./local"
import { followRevocations, type Revocations, streamOfKey } from "./revocations"
import { createVerifier, forgetting, type Identity, type VerifierCache } from "./verify"

export type { CreateOptions } from "../../core/call"
export { type ErrorCode, NanostackError } from "../../core/error"
export type { List } from "../../core/list"
export type { CallOptions } from "../../core/options"
// `export *`, because only this can be merged with a declaration of the application.
export type * from "../../core/permissions"
export type { Schemas } from "../../core/schema"
export type { Envelope, FieldError, Page, User, UserView } from "../../core/types"
export type { ApplicationIdentity } from "./application-tokens"
export type { GuardOptions } from "./guard"
export type { TokenClaims } from "./local"
export { expressNanostack, honoNanostack, type NanostackEnv } from "./middleware"
export { withNanostack } from "./next"
export type { Identity } from "./verify"

/** Options of a server client. */
export type ServerOptions = TransportOptions & {
  /** The API key, `nsk_…`. The client is limited to its permissions. */
  apiKey: string | null | undefined
  /** Milliseconds for which `verifyToken` caches a result: 1,000 by default, and at most; 0 disables caching. */
  verifyCache?: number | undefined
  /** The installation's PUBLIC_URL, which its tokens name as issuer: the origin of `baseURL` by default. */
  issuer?: string | undefined
  /**
   * For an API of yours whose callers come through applications: its identifier, `urn:nanostack:api_…`. `verifyToken` then
   * accepts access tokens for it, and no others.
   */
  audience?: string | undefined
  /**
   * With `audience`: whether a stream tells what has ended, so that tokens are checked without a request. True by default;
   * false where processes live for one request.
   */
  stream?: boolean | undefined
}

/** Who `verifyToken` returns: with `audience`, whom an application's token stands for. */
type Verified<Options> = Options extends { audience: string } ? ApplicationIdentity : Identity

type Auth = ReturnType<typeof auth> & ReturnType<typeof tokenPairs>

/** The API for a server, with an API key. Calls resolve to the API's envelope and only throw NanostackError. */
export class NanostackClient<Options extends ServerOptions = ServerOptions> implements Resources {
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
  readonly auth: Auth
  /**
   * Verifies an access token and returns its owner. A result is cached for a second at most, and until this client
   * changes something. With `audience`: access tokens of applications, checked here while the stream tells what has ended.
   * @throws NanostackError 401 for anything but a valid token of the key's organization or tenant
   */
  readonly verifyToken: (token: string | null | undefined, options?: CallOptions) => Promise<Verified<Options>>
  /**
   * Verifies an access token by the installation's public keys and returns its claims: fast, but without changes since
   * it was issued. For installations with TOKEN_ALGORITHM ES256 or EdDSA.
   * @throws NanostackError 401 for an invalid token; `configuration` where tokens are signed with HS256
   */
  readonly verifyTokenLocally: (token: string | null | undefined) => Promise<TokenClaims>
  readonly #options: ServerOptions
  readonly #verified: VerifierCache = new Map()
  readonly #stream: Revocations | null

  constructor(options: Options) {
    if (typeof window !== "undefined" && typeof document !== "undefined")
      console.warn("Nanostack: don't use an API key in a browser, where anyone can read it. Use @nanostack/client.")
    this.#options = { ...options }
    const api = this.#api({ token: () => keyOf(this.#options) })
    const all = resources(api)
    this.users = all.users
    this.organizations = all.organizations
    this.invites = all.invites
    this.apiKeys = all.apiKeys
    this.applications = all.applications
    this.apis = all.apis
    this.grants = all.grants
    this.tenants = all.tenants
    this.auditEvents = all.auditEvents
    this.changes = all.changes
    this.permissions = all.permissions
    this.roles = all.roles
    this.auth = { ...auth(api), ...tokenPairs(api) }
    const { audience, stream = true, verifyCache } = this.#options
    this.#stream =
      audience !== undefined && stream
        ? followRevocations(streamOfKey(this.#options, () => keyOf(this.#options)))
        : null
    const verify =
      audience === undefined
        ? createVerifier(api, this.#verified, verifyCache)
        : createTokenVerifier({ ...this.#options, audience }, api, this.#verified, this.#stream)
    this.verifyToken = verify as (token: string | null | undefined, options?: CallOptions) => Promise<Verified<Options>>
    this.verifyTokenLocally = createLocalVerifier(this.#options)
  }

  /** Returns the same API with a user's access token, such as that of the person whose page is rendered. */
  withToken(token: string): Resources & { auth: Auth } {
    const api = this.#api({ token: () => token })
    return { ...resources(api), auth: { ...auth(api), ...tokenPairs(api) } }
  }

  /**
   * Returns the sign-in calls for a client of your server, whose address they are limited by instead of your server's.
   * The operator has to allow it: `npm run nanostack -- keys delegate <key id>`; otherwise the address is ignored.
   * @param clientAddress IP address of the client, as your server knows it
   */
  forClient(clientAddress: string): Auth {
    const api = this.#api({ token: () => keyOf(this.#options), clientAddress })
    return { ...auth(api), ...tokenPairs(api) }
  }

  /** Closes the stream of what has ended. `verifyToken` asks Nanostack from then on. */
  close(): void {
    this.#stream?.close()
  }

  #api(credential: Credential): Api {
    return createApi(forgetting(createTransport(this.#options, credential), this.#verified))
  }
}

// Checked on use, because clients are also created during builds, without secrets.
function keyOf({ apiKey }: ServerOptions): string {
  const key = typeof apiKey === "string" ? apiKey.trim() : ""
  if (key !== "") return key
  throw new NanostackError(
    "configuration",
    "apiKey is missing. Pass the API key, such as process.env.NANOSTACK_API_KEY.",
  )
}
