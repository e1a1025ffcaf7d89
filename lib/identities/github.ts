import * as client from "openid-client"
import { guardedFetch } from "../core/http/guarded-fetch"
import { isLoopback } from "../core/loopback"
import type { ProviderSettings } from "../core/settings-providers"
import type { Checks, Request } from "./checks"
import type { Claims } from "./found"

/** GitHub has OAuth, but no ID tokens: its API says who signed in. On a server of one's own it is below /api/v3. */
const apiOf = (issuer: string) => (issuer === "https://github.com" ? "https://api.github.com" : `${issuer}/api/v3`)

function configurationOf({ issuer, clientId, clientSecret }: ProviderSettings): client.Configuration {
  const server = {
    // What GitHub sends as `iss` (RFC 9207); older servers send none.
    issuer: `${issuer}/login/oauth`,
    authorization_endpoint: `${issuer}/login/oauth/authorize`,
    token_endpoint: `${issuer}/login/oauth/access_token`,
  }
  const config = new client.Configuration(server, clientId, undefined, client.ClientSecretPost(clientSecret))
  if (isLoopback(new URL(issuer).hostname)) client.allowInsecureRequests(config)
  config[client.customFetch] = guardedFetch
  config.timeout = 5
  return config
}

/** Returns the address at which a person signs in to GitHub. */
export async function githubAddress(provider: ProviderSettings, { redirectUri, ...sent }: Request): Promise<URL> {
  return client.buildAuthorizationUrl(configurationOf(provider), {
    redirect_uri: redirectUri,
    scope: "read:user user:email",
    code_challenge: await client.calculatePKCECodeChallenge(sent.verifier),
    code_challenge_method: "S256",
    state: sent.state,
  })
}

/** Exchanges the code of a response, and returns in the form of claims who signed in. @throws where that fails */
export async function githubClaims(provider: ProviderSettings, returned: URL, checks: Checks): Promise<Claims> {
  const config = configurationOf(provider)
  const { access_token } = await client.authorizationCodeGrant(config, returned, {
    expectedState: checks.state,
    pkceCodeVerifier: checks.verifier,
  })
  const read = async (path: string): Promise<unknown> => {
    const url = new URL(`${apiOf(provider.issuer)}${path}`)
    const headers = new Headers({ accept: "application/vnd.github+json" })
    const response = await client.fetchProtectedResource(config, access_token, url, "GET", null, headers)
    if (!response.ok) throw new Error(`GitHub responded ${response.status} to ${path}`, { cause: response })
    return response.json()
  }
  const [user, emails] = [await read("/user"), await read("/user/emails")]
  return claimsOf(user as Record<string, unknown>, emails)
}

/** The primary address, if GitHub has verified it, and nothing else: others may belong to anyone. */
export function claimsOf({ id, login, name }: Record<string, unknown>, emails: unknown): Claims {
  const list = Array.isArray(emails) ? (emails as Record<string, unknown>[]) : []
  const primary = list.find((one) => one?.primary === true && one.verified === true)
  return {
    sub: Number.isSafeInteger(id) ? String(id) : "",
    preferred_username: login,
    name: typeof name === "string" && name.trim() ? name : login,
    ...(primary && { email: primary.email, email_verified: true }),
  }
}
