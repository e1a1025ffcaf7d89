import type { Permission } from "../../core/permissions"
import { confirm } from "./confirm"
import type { Jar } from "./cookies"
import { readKept } from "./kept"

/** Who is signed in, with current permissions. Can be passed to client components. */
export type SessionData = {
  user: { id: string; name: string; email: string | null; picture: string | null }
  organization: { id: string; name: string }
  tenant_id: string
  role: string
  permissions: readonly string[]
}

/** Who is signed in. */
export type Session = SessionData & {
  /** Whether they have a permission, such as `"billing:read"`. */
  can: (permission: Permission) => boolean
  /** Access token of the sign-in, for your own services. */
  token: string
  /** Seconds since 1970: when the person signed in, or confirmed their password. */
  auth_time: number | null
  /** How sure Nanostack is of the person: `urn:nanostack:acr:1`, or `…:2` with two-factor authentication. */
  acr: string | null
}

/**
 * Returns who is signed in by the cookies of a request, confirmed by Nanostack within the last second.
 * @throws Error where Nanostack can't be reached
 */
export async function readSession(jar: Jar): Promise<Session | null> {
  const { kept } = (await readKept(jar)) ?? {}
  const access = kept && (await confirm(kept))
  if (!access) return null
  const { sub: id, name, email, picture, organization, access_token: token, auth_time = null, acr = null } = kept
  const { organization_id, tenant_id, role, permissions } = access
  return {
    user: { id, name, email, picture },
    organization: { id: organization_id, name: organization },
    tenant_id,
    role,
    permissions,
    token,
    auth_time,
    acr,
    can: (permission) => permissions.includes(permission),
  }
}
