import * as client from "openid-client"
import { guardedFetch } from "../core/http/guarded-fetch"
import { isLoopback } from "../core/loopback"
import type { ProviderSettings } from "../core/settings-providers"
import type { Checks, Request } from "./checks"
import type { Claims } from "./found"

/** Milliseconds that a discovery document is used for. */
const freshFor = 60 * 60_000

/** Of this bundle: the library refuses a configuration that another copy of it has made. */
const known = new Map<string, { at: number; config: client.Configuration }>()

/** Reads an issuer's discovery document, at most once an hour. Failures are not kept. @throws where it can't be read */
async function configurationOf({ issuer, clientId, clientSecret }: ProviderSettings): Promise<client.Configuration> {
  const key = `${issuer} ${clientId}`
  const kept = known.get(key)
  if (kept && Date.now() - kept.at < freshFor) return kept.config
  const url = new URL(issuer)
  const config = await client.discovery(url, clientId, undefined, authenticationWith(clientSecret), {
    // The settings allow plain http on loopback only.
    execute: [...(isLoopback(url.hostname) ? [client.allowInsecureRequests] : []), client.enableNonRepudiationChecks],
    [client.customFetch]: guardedFetch,
    timeout: 5,
  })
  config.timeout = 5
  known.set(key, { at: Date.now(), config })
  return config
}

/** Sends the secret in the way that the issuer names; by default as HTTP Basic (OpenID Connect Core §9). */
function authenticationWith(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] } = server
    return (methods.includes("client_secret_basic") ? basic : post)(server, ...rest)
  }
}

/** Returns the address at which a person signs in to an OpenID Connect issuer. */
export async function oidcAddress(provider: ProviderSettings, { redirectUri, ...sent }: Request): Promise<URL> {
  const config = await configurationOf(provider)
  return client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    code_challenge: await client.calculatePKCECodeChallenge(sent.verifier),
    code_challenge_method: "S256",
    state: sent.state,
    nonce: sent.nonce,
    ...(provider.kind === "oidc" ? {} : { prompt: "select_account" }),
  })
}

/**
 * Exchanges the code of a response, and returns the claims of the verified ID token, with those of `userinfo` where it
 * has no address. Signature, issuer, audience, nonce, expiry, state and PKCE are checked.
 * @throws where one of them is wrong
 */
export async function oidcClaims(provider: ProviderSettings, returned: URL, checks: Checks): Promise<Claims> {
  const config = await configurationOf(provider)
  const tokens = await client.authorizationCodeGrant(config, returned, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error("There is no ID token.")
  if (claims.email !== undefined || !config.serverMetadata().userinfo_endpoint || provider.kind !== "oidc")
    return claims
  const { email, email_verified, name } = await client.fetchUserInfo(config, tokens.access_token, claims.sub)
  // An address and whether it is verified come from one place.
  return { name, ...claims, email, email_verified }
}
