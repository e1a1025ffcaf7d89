import { NanostackError } from "../../core/error"
import type { Permission } from "../../core/permissions"
import { bearerOf, type Identity } from "./verify"

/** Who a guard admits: what `verifyToken` of its client returns. */
export type Caller = { can: (permission: Permission) => boolean }

/** Verifies tokens: a `NanostackClient`. */
export type Verifier<C extends Caller = Identity> = { verifyToken: (token: string | null) => Promise<C> }

/** Options of a guard. */
export type GuardOptions<C extends Caller = Identity> = {
  client: Verifier<C>
  /** The required permission, or several; none: any signed-in user. */
  permission?: Permission | readonly Permission[] | undefined
}

/** Error response to an unauthorized caller, in the API's own format. */
export type Refusal = { status: 401 | 403; headers: Record<string, string>; body: object }

/**
 * Returns the caller by the Authorization header, or the error response.
 * @throws NanostackError where that cannot be determined
 */
export async function admit<C extends Caller>(
  header: unknown,
  { client, permission = [] }: GuardOptions<C>,
): Promise<C | Refusal> {
  try {
    const identity = await client.verifyToken(bearerOf(header))
    const missing = [permission].flat().find((needed) => !identity.can(needed))
    return missing === undefined ? identity : forbidden(missing)
  } catch (error) {
    if (error instanceof NanostackError && error.status === 401) return unauthorized(error)
    throw error
  }
}

/** Whether `admit` returned an error response. */
export function isRefusal(answer: Caller | Refusal): answer is Refusal {
  return "status" in answer
}

function unauthorized({ code, message }: NanostackError): Refusal {
  const challenge = code === "unauthenticated" ? "Bearer" : `Bearer error="invalid_token"`
  return refusal(401, { "www-authenticate": challenge }, { code, message })
}

function forbidden(required: string): Refusal {
  const message = `You need ${required} to do this. Ask an admin for access.`
  return refusal(
    403,
    { "www-authenticate": `Bearer error="insufficient_scope"` },
    { code: "permission_required", message, required },
  )
}

function refusal(status: Refusal["status"], headers: Refusal["headers"], error: object): Refusal {
  return { status, headers: { ...headers, "cache-control": "no-store" }, body: { success: false, error } }
}
