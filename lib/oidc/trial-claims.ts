import { env } from "../core/env"
import type { UserCaller } from "../core/identity/caller"
import { claimsOf, scopeClaims } from "./claims"
import { parseGrantId } from "./grant-id"
import { consumeRecord, findRecord } from "./records"
import { findSignIn, personOf } from "./sign-in"
import { openTrial } from "./trial"

type Returned = { cookie: string | undefined; code: string | undefined; state: string | undefined }

/**
 * Uses the code of a trial up.
 * @returns the claims that the application's ID token has; null for a code of anything else, or used before
 */
export async function trialClaims(me: UserCaller, applicationId: string, returned: Returned) {
  const { cookie, code, state } = returned
  const trial = openTrial(cookie, me)
  if (!code || trial?.applicationId !== applicationId || trial.state !== state) return null
  const record = await findRecord("AuthorizationCode", code)
  const { clientId, accountId, grantId, scope, authTime, acr, amr } = record?.payload ?? {}
  if (!record || record.consumedAt || clientId !== applicationId || accountId !== me.userId) return null
  if (!(await consumeRecord("AuthorizationCode", code))) return null
  const of = parseGrantId(grantId)
  const signIn = of && (await findSignIn(of.userId, of.sessionId))
  const person = signIn && (await personOf(signIn))
  if (!person) return null
  const names = new Set(
    Object.entries(scopeClaims).flatMap(([name, claims]) => (scopes(scope).has(name) ? claims : [])),
  )
  const claims = { ...claimsOf(person), auth_time: authTime, acr, amr }
  const chosen = Object.entries(claims).filter(([name, value]) => names.has(name) && value !== undefined)
  return { iss: env().PUBLIC_URL, aud: applicationId, ...Object.fromEntries(chosen) }
}

const scopes = (text: unknown) => new Set(String(text ?? "").split(" "))
