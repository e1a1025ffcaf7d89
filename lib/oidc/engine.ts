import Provider, { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from "oidc-provider"
import { apiOf, apisNamed, identifierOf } from "../apis/store"
import { originsOf } from "../applications/uris"
import { singleton } from "../core/cache/singleton"
import { currentRequest } from "../core/context"
import { db } from "../core/db/client"
import { derivedKey, env, isHttps } from "../core/env"
import { isAppError } from "../core/errors"
import { log } from "../core/observability/log"
import { findAccount, secondsOf } from "./account"
import { adapterFor } from "./adapter"
import { acrValues, factorsAsked, factorsOf, narrowClaims } from "./assurance"
import { scopeClaims } from "./claims"
import { opensApplication, secretOfRequest } from "./client-secret"
import { loadGrant } from "./grant"
import { lifetime } from "./interaction"
import { dateToken, issueClaims } from "./issue"
import { type Keys, readKeys } from "./keys"
import { finishForBrowsers, showFailure } from "./respond"
import { scopesAt, supportedScopes } from "./scopes"
import { activeApplication } from "./sign-in"

/** Names of the engine's cookies. The session is never sent: it is put onto a request by us. */
export const engineCookies = {
  session: "nanostack.engine",
  interaction: "nanostack.interaction",
  resume: "nanostack.resume",
}

/** Milliseconds after which the signing keys are read again. */
const fresh = 30_000

type Built = { at: number; kids: string; provider: Promise<Provider> }

/**
 * Returns the engine. It takes its keys in its constructor only, so a new one is built when they change, on every
 * server within 30 seconds.
 */
export async function engine(): Promise<Provider> {
  const built = singleton<{ current?: Built }>("oidc-engine", () => ({}))
  const { current } = built
  if (current && Date.now() - current.at < fresh) return current.provider
  const keys = await readKeys()
  const kids = keys.sign.map(({ kid }) => kid).join(" ")
  const provider = current?.kids === kids ? current.provider : Promise.resolve(build(keys))
  built.current = { at: Date.now(), kids, provider }
  return provider
}

function build(keys: Keys): Provider {
  const provider = new Provider(env().PUBLIC_URL, configuration(keys))
  // server.ts has replaced all forwarding headers by trusted ones.
  provider.proxy = true
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { clientId: string }, secret: string) {
      return opensApplication(this.clientId, secret).catch(asEngineError)
    },
    includeSid: () => true,
  })
  provider.use(finishForBrowsers)
  provider.on("server_error", (_, err) => log.error({ err }, "the OpenID Connect engine failed"))
  const refused = (_: unknown, { message }: Error) => log.info({ error: message }, "refused an OAuth request")
  provider.on("authorization.error", refused)
  provider.on("grant.error", refused)
  provider.on("userinfo.error", refused)
  provider.on("pushed_authorization_request.error", refused)
  return provider
}

/** The engine responds with 500 to errors other than its own. */
function asEngineError(error: unknown): never {
  if (!isAppError(error)) throw error
  const ours = new errors.CustomOIDCProviderError("temporarily_unavailable", "Too many wrong secrets.")
  throw Object.assign(ours, { status: error.status, statusCode: error.status })
}

function policy() {
  const { base, Check, Prompt } = interactionPolicy
  const prompts = base()
  // Before anything else: the person chooses who they are.
  prompts.add(new Prompt({ name: "create", requestable: true }), 0)
  prompts.add(new Prompt({ name: "select_account", requestable: true }), 1)
  const login = prompts.get("login")
  // Ours counts factors, and also takes `acr_values` as a question.
  for (const reason of ["essential_acr", "essential_acrs"]) login?.checks.remove(reason)
  login?.checks.add(new Check("acr", "another factor is required", "login_required", ({ oidc }) => isWeak(oidc)))
  const consent = prompts.get("consent")
  // Ours lets a claimed https address pass.
  consent?.checks.remove("native_client_prompt")
  consent?.checks.add(
    new Check("no_grant", "the person has not signed in to the application", ({ oidc }) => !oidc.entities.Grant?.jti),
    0,
  )
  return prompts
}

/**
 * Whether the application asks for more factors than the person has signed in with.
 * @throws CustomOIDCProviderError unmet_authentication_requirements for more than there are
 */
function isWeak({ params, session }: KoaContextWithOIDC["oidc"]): boolean {
  const asked = factorsAsked(params ?? {})
  if (asked > acrValues.length)
    throw new errors.CustomOIDCProviderError(
      "unmet_authentication_requirements",
      "no such acr: see acr_values_supported",
    )
  return session?.accountId !== undefined && (factorsOf(session.acr) ?? 0) < asked
}

const configuration = (keys: Keys): Configuration => ({
  adapter: adapterFor,
  jwks: { keys: keys.sign },
  routes: {
    authorization: "/oauth/authorize",
    token: "/oauth/token",
    userinfo: "/oauth/userinfo",
    jwks: "/.well-known/jwks.json",
    pushed_authorization_request: "/oauth/par",
    end_session: "/oauth/end-session",
    device_authorization: "/oauth/device_authorization",
    code_verification: "/oauth/device",
  },
  discovery: {
    introspection_endpoint: `${env().PUBLIC_URL}/oauth/introspect`,
    revocation_endpoint: `${env().PUBLIC_URL}/oauth/revoke`,
    end_session_endpoint: `${env().PUBLIC_URL}/oauth/end-session`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    ui_locales_supported: ["en", "de"],
  },
  scopes: supportedScopes,
  claims: scopeClaims,
  // Many clients read the ID token only.
  conformIdTokenClaims: false,
  responseTypes: ["code"],
  pkce: { required: () => true },
  clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
  allowOmittingSingleRegisteredRedirectUri: false,
  acrValues,
  extraParams: ["organization_id"],
  subjectTypes: ["public"],
  enabledJWA: {
    idTokenSigningAlgValues: ["RS256", "ES256"],
    clientAuthSigningAlgValues: ["RS256", "PS256", "ES256"],
  },
  cookies: {
    names: engineCookies,
    keys: [Buffer.from(derivedKey("oidc-cookies")).toString("base64url")],
    long: { signed: false, httpOnly: true, sameSite: "lax" },
    short: { signed: true, httpOnly: true, sameSite: "lax", secure: isHttps() },
  },
  interactions: { url: (_, { uid }) => `/authorize/${uid}`, policy: policy() },
  findAccount,
  loadExistingGrant: loadGrant,
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
  // Our own tables end a sign-in together with its browser's session.
  expiresWithSession: async () => false,
  extraClientMetadata: { properties: ["allowed_origins"] },
  clientBasedCORS: (_, origin, { redirectUris = [], allowed_origins = [] }) =>
    originsOf({ redirect_uris: redirectUris, allowed_origins: [allowed_origins].flat().map(String) }).has(origin),
  extraTokenClaims: ({ oidc }, token) => issueClaims(token, oidc.entities),
  formats: { customizers: { jwt: (_, token, { payload }) => dateToken(token, payload) } },
  renderError: async (ctx, out) => showFailure(ctx, out.error, out.error_description),
  ttl: {
    AccessToken: (ctx, token) => secondsOf(ctx, token.resourceServer?.accessTokenTTL),
    ClientCredentials: (_, token) => untilSecretExpires(token.resourceServer?.accessTokenTTL),
    AuthorizationCode: 60,
    IdToken: 3600,
    RefreshToken: env().SESSION_MAX_DAYS * 86_400,
    Interaction: lifetime,
    PushedAuthorizationRequest: 60,
    DeviceCode: 600,
    Session: 86_400,
    Grant: 86_400,
  },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: true },
    clientCredentials: { enabled: true },
    claimsParameter: {
      enabled: true,
      assertClaimsParameter: async ({ oidc }, claims) => {
        if (oidc.params) oidc.params.claims = narrowClaims(claims)
      },
    },
    pushedAuthorizationRequests: { enabled: true },
    // Our own, see end-session.ts.
    rpInitiatedLogout: { enabled: false },
    dPoP: { enabled: false },
    // The page is our own, see devices.ts.
    deviceFlow: { enabled: true, charset: "base-20", mask: "****-****", deviceInfo: whoAsks },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (_, __, asked) => asked,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_, resource, client) => resourceOf(resource, client.clientId),
    },
  },
})

/** Life of a machine's token in seconds: never longer than its secret. */
function untilSecretExpires(asked = 300): number {
  return Math.max(1, Math.floor(Math.min(asked, secretOfRequest()?.seconds ?? asked)))
}

/** Who asks for a device code, as server.ts determined it. */
function whoAsks() {
  const { ip, userAgent } = currentRequest()
  return { ip, userAgent }
}

/** An API, where this application may request tokens for it. @throws InvalidTarget */
async function resourceOf(resource: string, clientId: string) {
  const application = await activeApplication(clientId)
  const id = apiOf(resource)
  if (!application || !id || !application.apis.includes(id)) throw new errors.InvalidTarget()
  const [api] = await apisNamed(db(), application.tenant_id, [id])
  if (!api) throw new errors.InvalidTarget()
  return {
    scope: scopesAt(application, api).join(" "),
    audience: identifierOf(id),
    accessTokenFormat: "jwt" as const,
    accessTokenTTL: application.access_token_ttl_seconds,
    jwt: { sign: { alg: "ES256" as const } },
  }
}
