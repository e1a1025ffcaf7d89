import { isAppError } from "../core/errors"
import { accessTokenEnds } from "../core/identity/access-tokens"
import type { KeyCaller, UserCaller } from "../core/identity/caller"
import { callerOfAccessToken } from "../core/identity/token-caller"
import { getMe } from "../users/service"

/**
 * Returns the current data of an access token; inactive for any token outside the key's organization or tenant (RFC
 * 7662 §2.2).
 */
export async function introspect(key: KeyCaller, token: string) {
  const caller = await callerOfAccessToken(token).catch((error: unknown) => {
    if (isAppError(error) && error.code === "invalid_token") return null
    throw error
  })
  if (!caller || !isOf(key, caller)) return { active: false as const }
  const user = await getMe(caller)
  return {
    active: true as const,
    user,
    organization_id: user.organization_id,
    role: user.role,
    permissions: user.effective_permissions,
    expires_at: accessTokenEnds(token),
  }
}

function isOf(key: KeyCaller, caller: UserCaller): boolean {
  return key.organizationId ? caller.organizationId === key.organizationId : caller.tenantId === key.tenantId
}
