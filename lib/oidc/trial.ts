import { parseCookie } from "cookie"
import { readApplication } from "../applications/store"
import { currentRequest, type RequestContext } from "../core/context"
import { randomToken, sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { ownCookie } from "../core/http/cookies"
import type { Actor } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { openSealed, seal } from "../core/seal"

/** A sign-in that an admin has begun from an application's page, to see what the application will get. */
export type Trial = {
  applicationId: string
  organizationId: string
  userId: string
  sessionId: string
  state: string
  /** In milliseconds. */
  until: number
}

const label = "oidc-trial"
const seconds = 600
const trials = new WeakMap<RequestContext, Trial>()

/** The cookie of a trial: what it allows, it allows in the browser that began it. */
export const trialCookie = () => ({ ...ownCookie("trial"), maxAge: seconds })

/** The page that a trial returns to. It is no redirect URI of the application's. */
const addressOf = ({ applicationId, organizationId }: Pick<Trial, "applicationId" | "organizationId">) =>
  `${env().PUBLIC_URL}/applications/${applicationId}/try?org=${organizationId}`

/**
 * Begins a trial.
 * @returns the value of its cookie, and the path of the authorization request
 * @throws AppError not_found
 */
export async function beginTrial(actor: Actor<"applications:write">, id: string) {
  const { caller, organizationId } = actor
  const { type } = await readApplication(db(), actor, id)
  if (caller.kind !== "user" || organizationId === null || type === "machine") throw new AppError("not_found")
  const { userId, sessionId } = caller
  const of = { applicationId: id, organizationId, userId, sessionId, state: randomToken() }
  const trial: Trial = { ...of, until: Date.now() + seconds * 1000 }
  const query = new URLSearchParams({
    ...{ client_id: id, redirect_uri: addressOf(trial), response_type: "code", state: trial.state },
    ...{ scope: "openid profile email organization", organization_id: organizationId },
    // No token is asked for with the code, so that no one has to know the verifier.
    ...{ code_challenge: Buffer.from(sha256(randomToken())).toString("base64url"), code_challenge_method: "S256" },
  })
  return { cookie: Buffer.from(seal(label, trial)).toString("base64url"), path: `/oauth/authorize?${query}` }
}

/** Returns the trial that this browser session has begun. */
export function openTrial(cookie: string | undefined, { userId, sessionId }: UserCaller): Trial | null {
  const trial = cookie ? openSealed<Trial>(label, Buffer.from(cookie, "base64url")) : null
  const own = trial?.userId === userId && trial.sessionId === sessionId && trial.until > Date.now()
  return own ? trial : null
}

/** Reads the trial of this request's browser. */
export function readTrial(cookies: string | undefined, me: UserCaller): void {
  const trial = openTrial(parseCookie(cookies ?? "")[trialCookie().name], me)
  if (trial) trials.set(currentRequest(), trial)
}

/** The redirect URI that an application has in this request besides its own: of the trial that it belongs to. */
export function trialUris(applicationId: string): string[] {
  const trial = trials.get(currentRequest())
  return trial?.applicationId === applicationId ? [addressOf(trial)] : []
}
