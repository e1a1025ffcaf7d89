import { findApplication, type StoredApplication } from "../applications/store"
import { cached } from "../core/cache/authorization-cache"
import { db, type Tx } from "../core/db/client"
import { type Access, accessOfPerson, hasLasted } from "../core/identity/access"
import { readAuthentication } from "../core/identity/authentication"
import { type Policy, unmetOf } from "../core/identity/policy"
import { admits } from "../core/identity/read-application"

/** A live sign-in to an application: a session of kind `application`, with what its person agreed to. */
export type SignedIn = {
  user_id: string
  id: string
  tenant_id: string
  organization_id: string
  application_id: string
  offline: boolean
  proved_at: Date
  opened_at: Date
  scopes: string[]
  /** Unix time, in seconds. */
  expires: number
}

/** Returns a sign-in while it lives: neither it nor the browser's session that it depends on has ended. */
export async function findSignIn(userId: string, id: string, client: Tx = db()): Promise<SignedIn | null> {
  const [row] = await client.$queryRaw<SignedIn[]>`
    SELECT s.user_id, s.id, s.tenant_id, s.organization_id, s.application_id, s.offline, s.proved_at, s.opened_at,
           g.scopes, floor(extract(epoch FROM s.expires_at))::float8 AS expires
    FROM sessions s
    JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL
    JOIN oidc_grants g ON g.user_id = s.user_id AND g.id = s.grant_id AND g.tenant_id = s.tenant_id AND g.revoked_at IS NULL
    LEFT JOIN sessions p ON p.user_id = s.user_id AND p.id = s.parent_id
    WHERE s.user_id = ${userId} AND s.id = ${id} AND s.kind = 'application' AND s.ended_at IS NULL
      AND s.expires_at > now() AND (s.offline OR (p.ended_at IS NULL AND p.expires_at > now()))`
  return row ?? null
}

/** Returns an active application, from the cache; null for one that is suspended, deleted or unknown. */
export async function activeApplication(id: string): Promise<StoredApplication | null> {
  const found = await cached(`application ${id}`, async () => {
    const value = await findApplication(db(), id)
    return value && { value, tags: [`application:${id}`, `tenant:${value.tenant_id}`] as const }
  })
  return found?.status === "active" ? found : null
}

/** A person as an application sees them. */
export type Person = SignedIn & Self & There & { application: StoredApplication; access: Access }

type Self = { name: string; email: string; verified: boolean; avatar_url: string | null }

type There = {
  organization: string
  external_id: string | null
  membership_metadata: Record<string, unknown>
  organization_metadata: Record<string, unknown>
  /** Seconds until the membership ends. */
  seconds: number | null
}

async function complies(signIn: SignedIn, policy: Policy, client: Tx): Promise<boolean> {
  const how = await readAuthentication({ userId: signIn.user_id, sessionId: signIn.id }, client)
  return how !== null && unmetOf(how, policy) === null
}

/**
 * Returns the person of a sign-in with their current data; null where they have no access any longer, have not signed in
 * as the policy there demands, or the application requires a verified email and theirs is not. Never with the reach of a super admin.
 * @param tx inside a transaction: read by it, bypassing the cache
 */
export async function personOf(signIn: SignedIn, tx?: Tx): Promise<Person | null> {
  const { user_id, tenant_id: tenantId, organization_id: organizationId, application_id } = signIn
  const application = tx ? await findApplication(tx, application_id) : await activeApplication(application_id)
  const access = application && (await accessOfPerson(user_id, false, { tenantId, organizationId }, tx))
  const client = tx ?? db()
  if (!access || !hasLasted(access, signIn.opened_at.getTime())) return null
  if (!admits(application, access.role, organizationId)) return null
  if (access.policy && !(await complies(signIn, access.policy, client))) return null
  const [self] = await client.$queryRaw<Self[]>`
    SELECT name, email, email_verified_at IS NOT NULL AS verified, avatar_url FROM users WHERE id = ${user_id}`
  const [there] = await client.$queryRaw<There[]>`
    SELECT o.name AS organization, o.metadata AS organization_metadata, m.external_id,
           COALESCE(m.metadata, '{}') AS membership_metadata, extract(epoch FROM m.expires_at - now())::float8 AS seconds
    FROM organizations o
    LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${user_id}
      AND m.deleted_at IS NULL
    WHERE o.tenant_id = ${tenantId} AND o.id = ${organizationId}`
  if (!self || !there || (application.require_verified_email && !self.verified)) return null
  return { ...signIn, ...self, ...there, application, access }
}
