import type { z } from "zod"
import { signAccessToken } from "../core/identity/access-tokens"
import { readAuthentication } from "../core/identity/authentication"
import { isBuiltInRole } from "../core/identity/permissions"
import { holderOf } from "../core/identity/token-caller"
import { assertOpens } from "../sessions/open-scope"
import { rotateRefreshToken } from "../sessions/refresh-tokens"
import { type SignIn, setSessionScope } from "../sessions/service"
import { getMe } from "../users/service"
import type { RefreshRequest } from "./schema"
import { scopeToOpen, stillOpen } from "./scopes"

/**
 * The API's response to a sign-in: the user, a token pair, and the access token's expiry. @throws AppError
 * invalid_token
 */
export async function tokenPair({ userId, sessionId, refreshToken, scope }: SignIn) {
  const [tenantId, organizationId] = [scope?.tenantId ?? null, scope?.organizationId ?? null]
  const holder = await holderOf({ userId, sessionId, tenantId, organizationId })
  const { caller, access, now } = holder
  const { token, expiresAt } = await signAccessToken(
    {
      sub: userId,
      sid: sessionId,
      org: organizationId,
      ten: tenantId,
      role: access?.role ?? (caller.superAdmin ? "super_admin" : null),
      ...(access && !isBuiltInRole(access.role) && { role_rank: access.role_rank }),
      permissions: access ? [...access.permissions] : [],
    },
    now,
  )
  return { user: await getMe(caller, holder), token, refresh_token: refreshToken ?? "", expires_at: expiresAt }
}

/**
 * Exchanges a refresh token for a new pair, for the same organization or another of the holder's. After the membership
 * has ended, the new access token has access to no organization.
 * @throws AppError invalid_token, not_found (no access to the named organization), and what `assertOpens` throws; the token
 * was not used then
 */
export async function refresh(input: z.output<typeof RefreshRequest>): Promise<SignIn> {
  return rotateRefreshToken(input.refresh_token, async (tx, session) => {
    const person = { id: session.userId, superAdmin: session.superAdmin }
    const same = input.organization_id === undefined || input.organization_id === session.organizationId
    const kept = same ? await stillOpen(person, session, tx) : null
    const scope = kept ?? (input.organization_id ? await scopeToOpen(person, input.organization_id, tx) : null)
    if (scope) await assertOpens(tx, () => readAuthentication(session, tx), scope)
    if (!kept && (scope || session.tenantId)) await setSessionScope(tx, person.id, session.sessionId, scope)
    return { userId: person.id, sessionId: session.sessionId, refreshToken: session.refreshToken, scope }
  })
}
