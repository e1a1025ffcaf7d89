import type { Api } from "../../core/call"
import { type ErrorCode, NanostackError } from "../../core/error"
import type { CallOptions } from "../../core/options"
import type { Permission } from "../../core/permissions"
import type { Send } from "../../core/transport"
import type { Data } from "../../core/types"

type Introspected = Data<"POST /auth/introspect">

/** Owner of an access token, with current permissions. */
export type Identity = {
  [Field in "user" | "role" | "permissions" | "organization_id" | "expires_at"]: NonNullable<Introspected[Field]>
} & {
  /** Whether they have a permission, such as `"billing:read"`. */
  can: (permission: Permission) => boolean
}

/** Milliseconds: a removed permission takes effect within a second. */
const longest = 1_000
const most = 10_000

/** Results by token, for a second at most. */
export type VerifierCache = Map<string, { since: number; answer: Promise<Introspected> }>

/** Empties the cache after each call that may have changed someone's access, so that it shows one's own changes. */
export function forgetting(send: Send, cache: VerifierCache): Send {
  return async (request, options) => {
    try {
      return await send(request, options)
    } finally {
      if (!/^GET |\/(introspect|check)$/.test(request.endpoint)) cache.clear()
    }
  }
}

/**
 * Introspects tokens, with at most one request per token and second.
 * @param age milliseconds that a result may be cached, at most 1,000
 */
export function introspector(api: Api, asked: VerifierCache, age = longest) {
  return (token: string, options?: CallOptions): Promise<Introspected> => {
    // Not Date: a clock that is set back would keep a result for longer.
    const now = performance.now()
    const known = asked.get(token)
    if (known && now - known.since < Math.min(age, longest)) return known.answer
    if (asked.size >= most) asked.clear()
    const answer = api
      .call("POST /auth/introspect", { body: { token }, repeatable: true }, options)
      .then(({ data }) => data, blameKey)
    asked.set(token, { since: now, answer })
    answer.catch(() => asked.get(token)?.answer === answer && asked.delete(token))
    return answer
  }
}

/** Verifies tokens by the API. @param age as for `introspector` */
export function createVerifier(api: Api, asked: VerifierCache, age = longest) {
  const introspect = introspector(api, asked, age)
  return async (token: string | null | undefined, options?: CallOptions): Promise<Identity> => {
    if (!token)
      throw refused("unauthenticated", "Authentication required. Send an access token in the Authorization header.")
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) || token.length > 8192) throw refused("invalid_token", notValid)
    return identityOf(await introspect(token, options))
  }
}

export const notValid = "This access token is no longer valid. Sign in again or refresh it."

function identityOf({ active, user, organization_id, role, permissions, expires_at }: Introspected): Identity {
  if (!active || !user || !organization_id || !role || !permissions || !expires_at)
    throw refused("invalid_token", notValid)
  return { user, organization_id, role, permissions, expires_at, can: (permission) => permissions.includes(permission) }
}

export function refused(code: ErrorCode, message: string): NanostackError {
  return new NanostackError(code, message, { status: 401 })
}

/** Rethrows an error of our own key, so that it does not look like an invalid token of the caller. */
function blameKey(cause: unknown): never {
  if (!(cause instanceof NanostackError) || (cause.status !== 401 && cause.status !== 403)) throw cause
  const { requestId } = cause
  throw new NanostackError("configuration", `Nanostack rejected this server's API key: ${cause.message}`, {
    cause,
    requestId,
  })
}

/** Returns the token of an Authorization header, or null. */
export function bearerOf(header: unknown): string | null {
  return typeof header === "string" ? (/^Bearer +(\S+) *$/i.exec(header)?.[1] ?? null) : null
}
