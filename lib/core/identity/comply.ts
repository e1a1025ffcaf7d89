import type { Tx } from "../db/client"
import { env } from "../env"
import { AppError, isAppError } from "../errors"
import type { Access } from "./access"
import { type Authentication, readAuthentication } from "./authentication"
import type { Caller } from "./caller"
import { type Policy, unmetOf } from "./policy"

/** A scope with its policy: any `Access` is one. */
type Entered = Pick<Access, "tenantId" | "organizationId" | "policy">

/**
 * Asserts that a person has signed in as the policy of a scope demands. API keys and machines are exempt. A cached session
 * may be older than its last use: before it is refused, it is read again.
 * @param tx inside a transaction: read by it
 * @throws AppError two_factor_required, sign_in_method_not_allowed, session_too_old, with `comply_url`
 */
export async function assertComplies(caller: Caller, scope: Entered, tx?: Tx): Promise<void> {
  if (caller.kind !== "user" || !scope.policy) return
  if (!tx && !unmetOf(caller.authentication, scope.policy)) return
  refuseUnmet(await readAuthentication(caller, tx), scope)
}

/** Whether `assertComplies` would pass. @throws AppError invalid_token without a session */
export async function complies(caller: Caller, scope: Entered): Promise<boolean> {
  try {
    await assertComplies(caller, scope)
    return true
  } catch (error) {
    if (isAppError(error) && error.details.complyUrl) return false
    throw error
  }
}

/** The same, of how someone has just signed in. @throws AppError as `assertComplies`; invalid_token without a session */
export function refuseUnmet(how: Authentication | null, { policy, ...scope }: Entered): void {
  if (!how) throw new AppError("invalid_token")
  const unmet = unmetOf(how, policy)
  if (unmet) throw new AppError(unmet, { complyUrl: `${env().PUBLIC_URL}${complyPath(scope)}` })
}

/**
 * Path of the page that lets someone comply with the policy of a scope.
 * @param next the path to go to afterwards
 */
export function complyPath({ tenantId, organizationId }: Omit<Entered, "policy">, next?: string): string {
  const named = organizationId ? `organization_id=${organizationId}` : `tenant_id=${tenantId}`
  return `/comply?${named}${next ? `&next=${encodeURIComponent(next)}` : ""}`
}

/** Path of that page for a refusal; null for any other error. */
export function complyPathOf(error: unknown, next: string): string | null {
  const url = isAppError(error) ? error.details.complyUrl : undefined
  return url ? `${url.slice(env().PUBLIC_URL.length)}&next=${encodeURIComponent(next)}` : null
}

/** Whether two-factor authentication will be required there, and from when; null where it is or they use it. */
export function graceOf({ assurance }: Authentication, policy: Policy | null): Date | null {
  const from = policy?.twoFactorFrom ?? null
  return from !== null && from > Date.now() && assurance < 2 ? new Date(from) : null
}
