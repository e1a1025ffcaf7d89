import { invalidate } from "../core/cache/authorization-cache"
import { currentRequest } from "../core/context"
import { randomToken } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { presentTimestamp } from "../core/db/transaction"
import { env } from "../core/env"
import type { Scope } from "../core/identity/access"
import { storeRefreshToken } from "./refresh-tokens"

/** A new session: for the API with its first refresh token. */
type NewSession = { sessionId: string; refreshToken: string | null }

/**
 * Result of a sign-in: for a browser the content of its cookie; for the API with a refresh token. `restored`: when the
 * account, which was closed, would have been deleted.
 */
export type SignIn = NewSession & { userId: string; scope: Scope | null; restored?: Date }

/** Starts a session. `place` is the scope of its access tokens; null for none and for browsers. */
export async function startSession(
  tx: Tx,
  userId: string,
  kind: "browser" | "api",
  scope: Scope | null,
): Promise<NewSession> {
  const sessionId = newId("ses")
  const { ip, userAgent } = currentRequest()
  await tx.$executeRaw`
    INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, opened_at, ip, user_agent, expires_at)
    VALUES (${userId}, ${sessionId}, ${kind}, ${scope?.tenantId ?? null}, ${scope?.organizationId ?? null},
            clock_timestamp(), ${ip}, ${userAgent}, now() + make_interval(days => ${env().SESSION_IDLE_DAYS}::int))`
  if (kind === "browser") return { sessionId, refreshToken: null }
  const refreshToken = randomToken()
  await storeRefreshToken(tx, refreshToken, userId, sessionId)
  return { sessionId, refreshToken }
}

/** Sets the tenant and organization of a session's future access tokens. */
export async function setSessionScope(tx: Tx, userId: string, sessionId: string, scope: Scope | null): Promise<void> {
  invalidate(`session:${sessionId}`)
  const now = await presentTimestamp(tx)
  await tx.$executeRaw`
    UPDATE sessions
    SET tenant_id = ${scope?.tenantId ?? null}, organization_id = ${scope?.organizationId ?? null}, opened_at = ${now}
    WHERE user_id = ${userId} AND id = ${sessionId}`
}

/** Records that the password or a code was confirmed again. */
export async function renewProof(tx: Tx, userId: string, sessionId: string): Promise<void> {
  invalidate(`session:${sessionId}`)
  await tx.$executeRaw`UPDATE sessions SET proved_at = now() WHERE user_id = ${userId} AND id = ${sessionId}`
}
