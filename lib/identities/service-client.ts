import * as client from "openid-client"
import { env } from "../core/env"
import { log } from "../core/observability/log"
import type { ProviderSettings } from "../core/settings-providers"
import type { Checks } from "./checks"
import { type Found, foundIn } from "./found"
import { githubAddress, githubClaims } from "./github"
import { oidcAddress, oidcClaims } from "./oidc"
import { IdentityProblem } from "./problem"

/** Where a service returns to: an address of its own each, so that a response of one never counts as another's. */
export const returnAddress = ({ name }: ProviderSettings) => `${env().PUBLIC_URL}/login/with/${name}/callback`

/** Returns new random values for a request. */
export const newChecks = (): Checks => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
})

/** Returns the address at which a person signs in there. @throws IdentityProblem unavailable */
export async function addressAt(provider: ProviderSettings, checks: Checks): Promise<string> {
  const request = { ...checks, redirectUri: returnAddress(provider) }
  try {
    return (await (provider.kind === "github" ? githubAddress : oidcAddress)(provider, request)).href
  } catch (error) {
    throw failed(provider, "unavailable", error)
  }
}

/**
 * Returns who has signed in there, by the parameters that the person came back with.
 * @throws IdentityProblem denied, provider (the response does not pass the checks), unavailable
 */
export async function foundAt(provider: ProviderSettings, query: URLSearchParams, checks: Checks): Promise<Found> {
  const returned = new URL(returnAddress(provider))
  for (const [name, value] of query) returned.searchParams.append(name, value)
  try {
    const claims = await (provider.kind === "github" ? githubClaims : oidcClaims)(provider, returned, checks)
    const found = foundIn(provider, claims)
    if (found) return found
  } catch (error) {
    throw failed(provider, whyOf(error), error)
  }
  throw failed(provider, "provider", new Error("The claims name no account."))
}

/** Codes and names of errors where there was no response, or no whole one in time. */
const noConnection =
  /^(TimeoutError|AbortError|ABORT_ERR|OAUTH_TIMEOUT|OAUTH_ABORT|ECONN.*|ENOTFOUND|EAI_.*|EHOST.*|ENET.*|ETIMEDOUT|EPIPE)$/

function whyOf(error: unknown): "denied" | "provider" | "unavailable" {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === "access_denied" || error.error === "login_required" ? "denied" : "provider"
  for (let at = error; typeof at === "object" && at !== null; at = (at as { cause?: unknown }).cause) {
    if (at instanceof Response) return at.status >= 500 ? "unavailable" : "provider"
    const { code, name } = at as { code?: unknown; name?: unknown }
    if (noConnection.test(String(code)) || noConnection.test(String(name))) return "unavailable"
  }
  return "provider"
}

/** The cause is logged by name only: its text is the service's. */
function failed({ name }: ProviderSettings, problem: "denied" | "provider" | "unavailable", error: unknown) {
  const { code, name: kind } = (error ?? {}) as { code?: unknown; name?: string }
  if (problem !== "denied") log.warn({ provider: name, code: String(code ?? kind ?? "") }, "a sign-in provider failed")
  return new IdentityProblem(problem, error)
}
