import { type AppError, isAppError } from "../core/errors"

/** Why a sign-in with another account came to nothing: each has a sentence on the sign-in page. */
export const problems = [
  "denied",
  "state",
  "expired",
  "provider",
  "unavailable",
  "address",
  "closed",
  "refused",
  "after_reset",
  "elsewhere",
  "unverified",
  "limited",
  "cookies",
  "session",
] as const
export type Problem = (typeof problems)[number]

const brand = Symbol.for("nanostack.IdentityProblem")

/** A problem to show on a page. What the other service said goes to the log only. */
export class IdentityProblem extends Error {
  readonly [brand] = true
  constructor(
    readonly problem: Problem,
    cause?: unknown,
  ) {
    super(`Sign-in with another account: ${problem}`, { cause })
  }
}

const byCode: Partial<Record<AppError["code"], Problem>> = {
  sign_up_closed: "closed",
  membership_suspended: "closed",
  email_taken: "refused",
  invalid_credentials: "refused",
  token_expired: "expired",
  not_found: "expired",
  invalid_token: "session",
  unauthenticated: "cookies",
  email_not_verified: "unverified",
  rate_limited: "limited",
  unavailable: "unavailable",
}

/** Recognizes a problem: the class exists once per bundle. */
export const isIdentityProblem = (error: unknown): error is IdentityProblem =>
  typeof error === "object" && error !== null && brand in error

/** Returns the problem that an error is; null for one that is none. */
export function problemOf(error: unknown): Problem | null {
  if (isIdentityProblem(error)) return error.problem
  if (!isAppError(error)) return null
  // Lost factors were reset: the password comes first.
  if (error.details.reason === "after_reset") return "after_reset"
  return byCode[error.code] ?? null
}
