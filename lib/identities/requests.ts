import { sha256 } from "../core/crypto"
import { transaction } from "../core/db/transaction"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { consumeChallenge, issueChallenge, type Remembered, readChallenge } from "../core/identity/challenges"
import { elsewhere, type Found } from "./found"
import { IdentityProblem } from "./problem"
import { providerNamed } from "./providers"
import { addressAt, foundAt, newChecks } from "./service-client"

/** A sign-in elsewhere is expected to take no longer. */
export const requestSeconds = 15 * 60
/** How long an account elsewhere waits until its person has signed in here. */
export const waitSeconds = 15 * 60

/** What a person asked for: to sign in, or to link to the account of a session. */
export type Asked = Pick<Remembered["identity"], "provider" | "next" | "organizationId" | "returns"> & {
  me: UserCaller | null
}

/**
 * Begins a sign-in at another service.
 * @returns the token that binds it to this browser; its address is in `requestedAddress`
 * @throws IdentityProblem unavailable
 */
export async function beginRequest({ me, ...asked }: Asked): Promise<string> {
  const provider = providerNamed(asked.provider)
  if (!provider) throw new IdentityProblem("expired")
  const checks = newChecks()
  const url = await addressAt(provider, checks)
  const remembered = { ...asked, ...checks, url, sessionId: me?.sessionId ?? null }
  return transaction(async (tx) => {
    if (me) await assertSignedIn(tx, me)
    return issueChallenge(tx, "identity", { userId: me?.userId ?? null, remembered, seconds: requestSeconds })
  })
}

/** Returns where the browser of a request goes. @throws AppError not_found, token_expired, invalid_token */
export async function requestedAddress(token: string) {
  const { remembered } = await readChallenge("identity", token)
  return { url: remembered.url, provider: remembered.provider, linking: remembered.sessionId !== null }
}

/** A request that its browser came back with, and who signed in there. */
export type Returned = { found: Found; request: Remembered["identity"]; userId: string | null }

/**
 * Takes up a browser that came back. Its request is used up first, so that nothing of it counts twice.
 * @param provider the service whose address it came back to
 * @param token of the browser's cookie
 * @param known is called with the request as soon as it is known to be this browser's
 * @throws IdentityProblem state (of another browser or service), denied, provider, unavailable; AppError token_expired
 */
export async function takeUp(
  provider: string,
  query: URLSearchParams,
  token: string,
  known: (request: Remembered["identity"]) => void,
): Promise<Returned> {
  const { remembered: seen } = await readChallenge("identity", token)
  const given = query.getAll("state")
  if (given.length !== 1 || !same(given[0] ?? "", seen.state) || seen.provider !== provider)
    throw new IdentityProblem("state")
  known(seen)
  const settings = providerNamed(provider)
  if (!settings) throw new IdentityProblem("expired")
  const { remembered: request, userId } = await transaction((tx) => consumeChallenge(tx, "identity", token))
  return { found: await foundAt(settings, query, request), request, userId }
}

/** Compares without telling by its time how much is right. */
const same = (one: string, other: string) => Buffer.compare(sha256(one), sha256(other)) === 0

/**
 * Lets an account elsewhere wait for its person.
 * @param next the page that they are on the way to
 * @returns the token that binds it to this browser
 */
export async function letWait(found: Found, next: string): Promise<string> {
  const remembered = { ...elsewhere(found), next }
  return transaction((tx) => issueChallenge(tx, "identity_link", { userId: null, remembered, seconds: waitSeconds }))
}

/** Returns the account that waits. @throws AppError not_found, token_expired, invalid_token */
export const waiting = async (token: string) => (await readChallenge("identity_link", token)).remembered
