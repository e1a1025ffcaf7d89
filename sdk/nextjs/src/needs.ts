import type { Permission } from "../../core/permissions"

/** What something requires besides a session. */
export type Needs = {
  permission?: Permission | undefined
  /** Seconds: the person has to have signed in, or confirmed their password, within that time. */
  maxAge?: number | undefined
  /** How sure Nanostack has to be of the person: `urn:nanostack:acr:2` for two-factor authentication. */
  acr?: string | undefined
}

export const needsOf = (given: Permission | Needs | undefined): Needs =>
  typeof given === "string" ? { permission: given } : (given ?? {})

/** Seconds for the way back from a sign-in, and for clocks that differ. */
const leeway = 10

type SignedIn = { auth_time: number | null; acr: string | null }

/** Whether a sign-in is recent and strong enough. */
export function isEnough({ auth_time, acr }: SignedIn, { maxAge, acr: asked }: Needs): boolean {
  const age = auth_time === null ? Number.POSITIVE_INFINITY : Date.now() / 1000 - auth_time
  return (maxAge === undefined || age <= maxAge + leeway) && (asked === undefined || satisfies(acr, asked))
}

/** Whether an assurance is the one that is asked for, or a higher number of factors. */
export function satisfies(acr: string | null | undefined, asked: string): boolean {
  const factorsOf = (name: string) => Number(/^urn:nanostack:acr:([12])$/.exec(name)?.[1] ?? Number.NaN)
  return acr === asked || factorsOf(acr ?? "") >= factorsOf(asked)
}

/** The challenge of a request that requires another sign-in (RFC 9470 §3). */
export function challengeOf({ maxAge, acr }: Needs): string {
  const parts = [
    'Bearer error="insufficient_user_authentication"',
    'error_description="Sign in again"',
    ...(acr === undefined ? [] : [`acr_values="${acr}"`]),
    ...(maxAge === undefined ? [] : [`max_age="${maxAge}"`]),
  ]
  return parts.join(", ")
}
