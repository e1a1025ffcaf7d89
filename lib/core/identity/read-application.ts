import { db, Prisma, type Tx } from "../db/client"
import { ownApiId } from "./application-scopes"
import { type AuthenticationRow, inheritedAuthentication } from "./authentication"

/** An active application that may call Nanostack's own API, as far as its tokens depend on it. */
export type CallingApplication = {
  tenant_id: string
  id: string
  name: string
  type: string
  /** Null: the whole tenant. */
  organization_id: string | null
  third_party: boolean
  access: string
  access_roles: string[]
  access_organizations: string[]
  require_verified_email: boolean
  permissions: string[]
  creator_id: string | null
}

/**
 * Returns an application while it is active and may call Nanostack's own API.
 * @param tx inside a transaction: holds it so until that ends
 */
export async function readCalling(tenantId: string, id: string, tx?: Tx): Promise<CallingApplication | null> {
  const [row] = await (tx ?? db()).$queryRaw<CallingApplication[]>`
    SELECT tenant_id, id, name, type, organization_id, third_party, access, access_roles, access_organizations,
           require_verified_email, permissions, creator_id
    FROM applications
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'active' AND ${ownApiId} = ANY(api_ids)
    ${tx ? Prisma.sql`FOR SHARE` : Prisma.empty}`
  return row ?? null
}

type Admission = Pick<CallingApplication, "organization_id" | "access" | "access_roles" | "access_organizations">

/** Whether an application is for someone with this role in this organization; tenant admins count as admins. */
export function admits(application: Admission, role: string, organizationId: string): boolean {
  if (application.organization_id && application.organization_id !== organizationId) return false
  if (application.access === "organizations") return application.access_organizations.includes(organizationId)
  const rank = role === "tenant_admin" ? "admin" : role
  return application.access !== "roles" || application.access_roles.some((one) => one === rank)
}

/** A live sign-in to an application, with its person. */
export type SignInRow = AuthenticationRow & {
  proved_at: Date
  /** In milliseconds. */
  opened_at: number
  email: string
  name: string
  verified: boolean
  has_password: boolean
  parent_id: string | null
  /** What the person has agreed to. */
  agreed: string[]
  /** Until it expires. */
  seconds: number
}

type Where = { userId: string; sessionId: string; tenantId: string; organizationId: string; applicationId: string }

/** Returns a sign-in while it, its grant and the browser's session that it depends on live. */
export async function readSignIn(of: Where, client: Tx = db()): Promise<SignInRow | null> {
  const [row] = await client.$queryRaw<SignInRow[]>`
    SELECT s.proved_at, extract(epoch FROM s.opened_at)::float8 * 1000 AS opened_at, u.email, u.name,
           u.email_verified_at IS NOT NULL AS verified,
           EXISTS (SELECT FROM user_secrets x WHERE x.user_id = u.id AND x.password_hash IS NOT NULL) AS has_password, s.parent_id, g.scopes AS agreed,
           extract(epoch FROM LEAST(s.expires_at, CASE WHEN s.offline THEN s.expires_at ELSE p.expires_at END) - now())::float8
             AS seconds, ${inheritedAuthentication}
    FROM sessions s
    JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL
    JOIN oidc_grants g ON g.user_id = s.user_id AND g.id = s.grant_id AND g.tenant_id = s.tenant_id AND g.revoked_at IS NULL
    LEFT JOIN sessions p ON p.user_id = s.user_id AND p.id = s.parent_id
    LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id
    WHERE s.user_id = ${of.userId} AND s.id = ${of.sessionId} AND s.kind = 'application' AND s.tenant_id = ${of.tenantId}
      AND s.organization_id = ${of.organizationId} AND s.application_id = ${of.applicationId} AND s.ended_at IS NULL
      AND s.expires_at > clock_timestamp() AND (s.offline OR (p.ended_at IS NULL AND p.expires_at > clock_timestamp()))`
  return row ?? null
}
