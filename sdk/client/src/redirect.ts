import * as oauth from "oauth4webapi"
import { NanostackError } from "../../core/error"
import { returnPath } from "../../core/return-path"

/** Options of an application of type `spa`. */
export type AppOptions = {
  /** Address of Nanostack, such as `https://users.example.com`. */
  baseURL: string
  /** ID of the application, `app_…`. */
  clientId: string
  /** A registered redirect URI: a page of yours that calls `load`. */
  redirectUri: string
  /** Identifiers of the APIs that it requests tokens for. */
  audiences?: readonly string[] | undefined
}

/** What Nanostack asks for. `none`: nothing, the person who is signed in there is taken. */
export type Prompt = "none" | "login" | "select_account" | "create"

/** Who is signed in. */
export type AppUser = {
  id: string
  name: string
  email: string | null
  picture: string | null
  organization: { id: string; name: string }
  role: string
  permissions: readonly string[]
}

/** What a token response says. */
export type Responded = { user: AppUser | null; token: string; seconds: number; refresh_token: string | null }

/** Nanostack and this application, as the protocol calls them. */
export type Target = {
  server: oauth.AuthorizationServer
  client: oauth.Client
  redirectUri: string
  audiences: readonly string[]
}

type Attempt = { verifier: string; nonce: string; returnTo: string }

const scope = "openid profile email organization"
const local = { [oauth.allowInsecureRequests]: true }

export function targetOf({ baseURL, clientId, redirectUri, audiences = [] }: AppOptions): Target {
  const at = (path: string) => new URL(path, baseURL).href
  const server = {
    issuer: new URL(baseURL).origin,
    authorization_endpoint: at("/oauth/authorize"),
    token_endpoint: at("/oauth/token"),
    revocation_endpoint: at("/oauth/revoke"),
    authorization_response_iss_parameter_supported: true,
  }
  return { server, client: { client_id: clientId }, redirectUri, audiences }
}

/** Keys in the tab's own storage. It holds no token: an attempt's verifier is useless without its code. */
const keys = ({ client: { client_id } }: Target) => ({
  attempt: (state: string) => `nanostack ${client_id} ${state}`,
  /** `in`: this tab was signed in; `out`: it was signed out. */
  last: `nanostack ${client_id}`,
})

/** Goes to Nanostack. Never resolves. */
export async function begin(
  target: Target,
  options: { returnTo?: string; prompt?: Prompt; organizationId?: string },
): Promise<never> {
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
  const verifier = oauth.generateRandomCodeVerifier()
  const here = location.pathname + location.search + location.hash
  const attempt: Attempt = { verifier, nonce, returnTo: returnPath(options.returnTo ?? here, location.origin) }
  const { attempt: key, last } = keys(target)
  sessionStorage.setItem(key(state), JSON.stringify(attempt))
  const prompt = options.prompt ?? (sessionStorage.getItem(last) === "out" ? "select_account" : undefined)
  const query = new URLSearchParams({
    ...{ client_id: target.client.client_id, redirect_uri: target.redirectUri, response_type: "code", scope },
    ...{
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    },
    ...(prompt && { prompt }),
    ...(options.organizationId && { organization_id: options.organizationId }),
  })
  for (const audience of target.audiences) query.append("resource", audience)
  location.assign(`${target.server.authorization_endpoint}?${query}`)
  return new Promise(() => {})
}

/**
 * Completes a sign-in that this page was opened by; null for none. After a reload of a tab that was signed in, it asks
 * Nanostack without a question.
 */
export async function complete(target: Target): Promise<Responded | null> {
  const { attempt: key, last } = keys(target)
  const url = new URL(location.href)
  const state = url.searchParams.get("state")
  const returned = state !== null && (url.searchParams.has("code") || url.searchParams.has("error"))
  if (!returned) return sessionStorage.getItem(last) === "in" ? begin(target, { prompt: "none" }) : null
  const kept = sessionStorage.getItem(key(state))
  sessionStorage.removeItem(key(state))
  const attempt: Attempt | null = kept === null ? null : JSON.parse(kept)
  history.replaceState(null, "", attempt?.returnTo ?? url.pathname)
  if (url.searchParams.get("error") === "login_required") {
    sessionStorage.removeItem(last)
    return null
  }
  if (!attempt) throw notCompleted("The sign-in was started in another tab or has expired. Start again.")
  const { server, client } = target
  try {
    const params = oauth.validateAuthResponse(server, client, url, state)
    const { redirectUri, audiences } = target
    const options = { ...local, additionalParameters: resource(audiences[0]) }
    const none = oauth.None()
    const response = await oauth
      .authorizationCodeGrantRequest(server, client, none, params, redirectUri, attempt.verifier, options)
      .catch(unreachable)
    const checks = { expectedNonce: attempt.nonce, requireIdToken: true }
    const result = await oauth.processAuthorizationCodeResponse(server, client, response, checks)
    sessionStorage.setItem(last, "in")
    return respondedOf(result)
  } catch (error) {
    if (error instanceof NanostackError) throw error
    throw notCompleted("You weren't signed in. Start again.", error)
  }
}

const resource = (audience: string | undefined): Record<string, string> => (audience ? { resource: audience } : {})

/** Exchanges a refresh token. @throws NanostackError 401 where the sign-in has ended; network_error */
export async function refresh(target: Target, refreshToken: string, audience: string): Promise<Responded> {
  const { server, client } = target
  const options = { ...local, additionalParameters: resource(audience) }
  const response = await oauth
    .refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options)
    .catch(unreachable)
  try {
    return respondedOf(await oauth.processRefreshTokenResponse(server, client, response))
  } catch (cause) {
    if (!(cause instanceof oauth.ResponseBodyError) || cause.status >= 500) return unreachable(cause)
    if (cause.error === "invalid_grant" || cause.error === "invalid_client")
      throw new NanostackError("invalid_token", "The session has ended. Sign in again.", { status: 401, cause })
    throw new NanostackError("invalid_argument", cause.error_description ?? cause.error, { cause })
  }
}

/** Notes that this tab is signed out: a reload doesn't sign it in again. */
export function noteLeft(target: Target): void {
  sessionStorage.setItem(keys(target).last, "out")
}

/** Tells Nanostack, without waiting: also when the page is left. */
export function revoke(target: Target, token: string | undefined): void {
  if (!token) return
  const body = new URLSearchParams({ token, client_id: target.client.client_id })
  const sent = { method: "POST", body, keepalive: true, mode: "no-cors" } as const
  void fetch(String(target.server.revocation_endpoint), sent).catch(() => {})
}

function respondedOf(result: oauth.TokenEndpointResponse): Responded {
  const claims = oauth.getValidatedIdTokenClaims(result)
  const { access_token: token, expires_in: seconds = 300, refresh_token = null } = result
  return { user: claims ? userOf(claims) : null, token, seconds, refresh_token }
}

const text = (value: unknown) => (typeof value === "string" ? value : null)

const userOf = (claims: oauth.IDToken): AppUser => ({
  id: claims.sub,
  name: text(claims.name) ?? "",
  email: text(claims.email),
  picture: text(claims.picture),
  organization: { id: text(claims.org) ?? "", name: text(claims.org_name) ?? "" },
  role: text(claims.role) ?? "",
  permissions: Array.isArray(claims.permissions) ? claims.permissions.filter((name) => typeof name === "string") : [],
})

const notCompleted = (message: string, cause?: unknown) =>
  new NanostackError("unauthenticated", message, { status: 401, cause })

function unreachable(cause: unknown): never {
  throw new NanostackError("network_error", "Nanostack can't be reached, or the connection was lost.", { cause })
}
