import type { Tx } from "../core/db/client"
import type { Access, Scope } from "../core/identity/access"
import type { Authentication } from "../core/identity/authentication"
import { refuseUnmet } from "../core/identity/comply"
import { readPolicy, unmetOf } from "../core/identity/policy"

/**
 * Asserts that a sign-in may open a scope with tokens of the API: it is what the policy there demands.
 * @param how reads the sign-in, where there is a policy
 * @throws AppError two_factor_required, sign_in_method_not_allowed, session_too_old, with `comply_url`; invalid_token
 * without a session
 */
export async function assertOpens(tx: Tx, how: () => Promise<Authentication | null>, scope: Scope): Promise<void> {
  const policy = isAccess(scope) ? scope.policy : await readPolicy(tx, scope)
  if (policy) refuseUnmet(await how(), { ...scope, policy })
}

/**
 * Returns the scope in which someone begins who has just joined it: none with tokens of the API, where its policy demands
 * another sign-in.
 */
export async function scopeToBegin(tx: Tx, kind: "browser" | "api", scope: Scope | null, amr: readonly string[]) {
  const policy = kind === "api" && scope ? await readPolicy(tx, scope) : null
  return policy && unmetOf(asBegun(amr), policy) ? null : scope
}

/** How someone has signed in who does so now. */
export function asBegun(amr: readonly string[], remembered: Date | null = null): Authentication {
  const beganAt = Date.now()
  const assurance = amr.includes("mfa") ? 2 : 1
  return {
    amr,
    assurance,
    beganAt,
    rememberedSince: remembered?.getTime() ?? null,
    idle: { since: beganAt, longest: 0 },
  }
}

const isAccess = (scope: Scope): scope is Access => "policy" in scope
