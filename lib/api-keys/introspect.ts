import { env } from "../core/env"
import { isAppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { accessTokenEnds } from "../core/identity/access-tokens"
import { accessAt } from "../core/identity/authorize"
import { type Caller, callerOfKey, type KeyCaller, type UserCaller } from "../core/identity/caller"
import { complies } from "../core/identity/comply"
import { accessOfKey } from "../core/identity/key-access"
import { callerOfAccessToken } from "../core/identity/token-caller"
import { getMe } from "../users/service"
import { getOwnApiKey, secretExpiry } from "./read"

/**
 * Returns the current data of an access token or API key; inactive for any outside the key's organization or tenant
 * (RFC 7662 §2.2), and for people who have not signed in as the policy there demands.
 */
export async function introspect(key: KeyCaller, token: string) {
  const caller = await callerOf(token)
  if (!caller || !isOf(key, caller)) return { active: false as const }
  if (caller.kind !== "user") return describeKey(caller)
  return (await mayEnter(caller)) ? describeUser(caller, token) : { active: false as const }
}

async function mayEnter(caller: UserCaller): Promise<boolean> {
  const { tenantId, organizationId } = caller
  const access = tenantId === null ? null : await accessAt(caller, { tenantId, organizationId })
  return access === null || complies(caller, access)
}

/** Returns the current data of an API key of an organization or tenant; inactive for any other. */
export async function introspectKey(scope: Scope, secret: string) {
  const caller = await callerOf(secret)
  return caller?.kind === "api_key" && isOf(scope, caller) ? describeKey(caller) : { active: false as const }
}

type Introspected = Awaited<ReturnType<typeof introspect>>

/** The same in the shape of RFC 7662, for clients that send a form. */
export function asStandard(found: Introspected) {
  if (!found.active) return found
  return {
    active: true,
    iss: env().PUBLIC_URL,
    token_type: "Bearer",
    scope: found.permissions.join(" "),
    ...("user" in found ? { sub: found.user.id, username: found.user.email } : { sub: found.api_key.id }),
    ...(found.expires_at && { exp: Math.floor(found.expires_at.getTime() / 1000) }),
    organization_id: found.organization_id,
    role: found.role,
    role_rank: found.role_rank,
  }
}

/** Claims of an application's access token in the shape of the API. */
export function asIntrospected({ active, ...claims }: Record<string, unknown>) {
  return active === true ? { active, claims } : { active: false }
}

async function callerOf(token: string): Promise<Caller | null> {
  try {
    return await (token.startsWith("nsk_") ? callerOfKey(token) : callerOfAccessToken(token))
  } catch (error) {
    if (isAppError(error) && error.code === "invalid_token") return null
    throw error
  }
}

const isOf = (scope: Scope, { organizationId, tenantId }: Caller) =>
  scope.organizationId ? organizationId === scope.organizationId : tenantId === scope.tenantId

async function describeUser(caller: UserCaller, token: string) {
  const user = await getMe(caller)
  return {
    active: true as const,
    user,
    organization_id: user.organization_id,
    role: user.role,
    role_rank: user.role_rank,
    permissions: user.effective_permissions,
    expires_at: accessTokenEnds(token),
  }
}

async function describeKey(caller: KeyCaller) {
  const access = await accessOfKey(caller, caller)
  if (!access) return { active: false as const }
  return {
    active: true as const,
    api_key: await getOwnApiKey(caller),
    organization_id: caller.organizationId,
    role: access.role,
    role_rank: access.role_rank,
    permissions: [...access.permissions],
    expires_at: (await secretExpiry(caller)) ?? undefined,
  }
}
