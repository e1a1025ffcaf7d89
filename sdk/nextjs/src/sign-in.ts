import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  calculatePKCECodeChallenge,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client"
import {
  attemptSeconds,
  type Change,
  hasLeft,
  type Jar,
  readAttempt,
  removeAttempt,
  removeLeft,
  writeAnchor,
  writeAttempt,
} from "./cookies"
import { keptOf, writeKept } from "./kept"
import { satisfies } from "./needs"
import { returnPath } from "./paths"
import { provider } from "./provider"
import { seal, unseal } from "./seal"
import { settings } from "./settings"

type Attempt = { nonce: string; verifier: string; return_to: string; max_age?: number; acr?: string }

const scope = "openid profile email organization"
const purpose = (state: string) => `attempt ${state}`
const prompts = new Set(["select_account", "login", "create"])

/** Begins a sign-in. @returns where to send the browser, and its cookies */
export async function beginSignIn(jar: Jar, asked: URLSearchParams): Promise<{ to: URL; changes: Change[] }> {
  const config = await provider()
  const { redirectUri, secrets } = settings()
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const prompt = asked.get("prompt") ?? (hasLeft(jar) ? "select_account" : "")
  const { max_age, acr } = strongerOf(asked)
  const to = buildAuthorizationUrl(config, {
    ...{ redirect_uri: redirectUri.href, scope, state, nonce },
    ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
    ...(prompts.has(prompt) && { prompt }),
    ...(max_age !== undefined && { max_age: String(max_age) }),
    ...(acr !== undefined && { acr_values: acr }),
  })
  const stronger = { ...(max_age !== undefined && { max_age }), ...(acr !== undefined && { acr }) }
  const attempt: Attempt = { nonce, verifier, return_to: returnPath(asked.get("return_to")), ...stronger }
  const sealed = await seal(purpose(state), attempt, attemptSeconds, secrets)
  return { to, changes: writeAttempt(jar, state, sealed) }
}

/** What a sign-in has to be, besides a sign-in. */
function strongerOf(asked: URLSearchParams): { max_age?: number | undefined; acr?: string | undefined } {
  const [age, acr] = [asked.get("max_age") ?? "", asked.get("acr_values") ?? ""]
  return {
    max_age: /^\d{1,9}$/.test(age) ? Number(age) : undefined,
    acr: /^[\w:.-]{1,200}$/.test(acr) ? acr : undefined,
  }
}

/** How a sign-in ended: with cookies and a path to go to, or why not. */
export type Completed = { to: string; changes: Change[] } | { failure: "unknown" | "refused" | "weak" }

/**
 * Completes the sign-in of a browser that comes back. Only the browser that began it can, once.
 * @throws Error where Nanostack can't be reached, or doesn't know this application
 */
export async function completeSignIn(jar: Jar, returned: URLSearchParams): Promise<Completed> {
  const { redirectUri, secrets } = settings()
  const state = returned.get("state") ?? ""
  const attempt = await unseal<Attempt>(purpose(state), readAttempt(jar, state), secrets)
  if (!attempt) return { failure: "unknown" }
  const url = new URL(redirectUri)
  url.search = returned.toString()
  const checks = { pkceCodeVerifier: attempt.verifier, expectedState: state, expectedNonce: attempt.nonce }
  try {
    const maxAge = attempt.max_age === undefined ? {} : { maxAge: attempt.max_age }
    const tokens = await authorizationCodeGrant(await provider(), url, { ...checks, ...maxAge, idTokenExpected: true })
    // Otherwise the page would ask again, and again.
    if (attempt.acr && !satisfies(String(tokens.claims()?.acr), attempt.acr)) return { failure: "weak" }
    // A new ID each time: nothing that was in this browser before can become this session.
    const id = randomState().slice(0, 22)
    const sealed = await writeKept(jar, id, keptOf(tokens))
    return { to: attempt.return_to, changes: [removeAttempt(state), removeLeft(), writeAnchor(id), ...sealed] }
  } catch (error) {
    if (isUnmet(error)) return { failure: "weak" }
    if (isRefusal(error)) return { failure: "refused" }
    throw error
  }
}

/** The person has no second factor, and did not set one up. */
const isUnmet = (error: unknown) =>
  error instanceof Error && "error" in error && error.error === "unmet_authentication_requirements"

/** The person canceled, or the response isn't one to this attempt: nothing to repair here. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.error === "invalid_grant"
  return error instanceof Error && ("error" in error || error instanceof ClientError)
}
