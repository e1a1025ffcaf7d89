import { holdApplication, type StoredApplication } from "../applications/store"
import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import type { Scope } from "../core/identity/access"
import { readAuthentication } from "../core/identity/authentication"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { readPolicy, unmetOf } from "../core/identity/policy"
import { admits } from "../core/identity/read-application"
import { continueApplicationSession, startApplicationSession } from "../sessions/service"

/** An organization in which someone can sign in to an application. */
export type Choice = { id: string; name: string }

/** Returns the organizations in which a person can sign in to an application, last used first. */
export async function choicesOf(
  { userId }: UserCaller,
  application: StoredApplication,
  client: Tx = db(),
): Promise<Choice[]> {
  const { tenant_id: tenantId } = application
  // Rows of a person and rows of a tenant are read apart: they may be in different places.
  const used = await client.$queryRaw<{ id: string }[]>`
    SELECT organization_id AS id FROM user_organizations
    WHERE user_id = ${userId} AND tenant_id = ${tenantId} AND last_used_at IS NOT NULL
    ORDER BY last_used_at DESC LIMIT 200`
  const latest = used.map(({ id }) => id)
  const rows = await client.$queryRaw<(Choice & { role: string })[]>`
    SELECT o.id, o.name, CASE WHEN a.user_id IS NOT NULL THEN 'tenant_admin' ELSE m.role END AS role
    FROM organizations o
    JOIN tenants t ON t.id = o.tenant_id AND t.status = 'active'
    LEFT JOIN tenant_admins a ON a.tenant_id = o.tenant_id AND a.user_id = ${userId} AND a.deleted_at IS NULL
    LEFT JOIN memberships m ON m.tenant_id = o.tenant_id AND m.organization_id = o.id AND m.user_id = ${userId}
      AND m.status = 'active' AND m.deleted_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > statement_timestamp())
    WHERE o.tenant_id = ${tenantId} AND o.status = 'active' AND (m.user_id IS NOT NULL OR a.user_id IS NOT NULL)
    ORDER BY array_position(${latest}::text[], o.id), o.created_at, o.id LIMIT 200`
  return rows.filter(({ id, role }) => admits(application, role, id)).map(({ id, name }) => ({ id, name }))
}

/** Whether someone has signed in as the policy of an organization demands. */
export async function enters(me: UserCaller, scope: Scope, client: Tx = db()): Promise<boolean> {
  const policy = await readPolicy(client, scope)
  const how = policy && (await readAuthentication(me, client))
  return policy === null || (how !== null && unmetOf(how, policy) === null)
}

/** Returns the organization of this browser's live sign-in to an application, and the scopes agreed to in each. */
export async function knownOf({ userId, sessionId }: UserCaller, { id, tenant_id: tenantId }: StoredApplication) {
  const [live] = await db().$queryRaw<{ organization_id: string }[]>`
    SELECT organization_id FROM sessions
    WHERE user_id = ${userId} AND parent_id = ${sessionId} AND application_id = ${id} AND tenant_id = ${tenantId}
      AND kind = 'application' AND ended_at IS NULL AND expires_at > now() ORDER BY created_at DESC LIMIT 1`
  const grants = await db().oidcGrant.findMany({
    where: { userId, tenantId, applicationId: id, revokedAt: null },
    select: { organizationId: true, scopes: true },
  })
  return {
    organizationId: live?.organization_id,
    scopes: new Map(grants.map((grant) => [grant.organizationId, grant.scopes])),
  }
}

type Entry = {
  organizationId: string
  scopes: readonly string[]
  offline: boolean
  /** For a device, whose sign-in is its own: what is done with it in the same transaction. */
  device?: (tx: Tx, sessionId: string) => Promise<void>
}

/**
 * Signs a person in to an application: keeps what they agreed to, and continues this browser's sign-in there, or starts
 * one. All that was checked before is checked again, behind the locks of organization, account and session.
 * @returns the session of kind `application`, with all scopes agreed to; null where the application is not for them
 */
export async function enterApplication(
  me: UserCaller,
  application: StoredApplication,
  { organizationId, scopes, offline, device }: Entry,
): Promise<{ sessionId: string; scopes: string[] } | null> {
  const { id, tenant_id: tenantId } = application
  return transaction(async (tx) => {
    // Shared: people sign in at the same time, and an ending there waits for them.
    await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId} FOR SHARE`
    await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} FOR SHARE`
    const now = await assertSignedIn(tx, me)
    // As it is now, not as the cache has it: whom it is for may have changed.
    const open = await holdApplication(tx, application)
    if (!open || (open.require_verified_email && !now.verified)) return null
    const choices = await choicesOf(now, open, tx)
    if (!choices.some((choice) => choice.id === organizationId)) return null
    if (!(await enters(now, { tenantId, organizationId }, tx))) return null
    const [grant] = await tx.$queryRaw<{ id: string; scopes: string[] }[]>`
      INSERT INTO oidc_grants (user_id, id, tenant_id, application_id, organization_id, scopes)
      VALUES (${me.userId}, ${newId("grant")}, ${tenantId}, ${id}, ${organizationId}, ${[...scopes]})
      ON CONFLICT (user_id, application_id, organization_id) WHERE revoked_at IS NULL DO UPDATE
      SET scopes = ARRAY(SELECT DISTINCT unnest(oidc_grants.scopes || EXCLUDED.scopes) ORDER BY 1),
        last_used_at = EXCLUDED.last_used_at
      RETURNING id, scopes`
    if (!grant) return null
    const scope = { tenantId, organizationId }
    const of = { userId: me.userId, parentId: me.sessionId, applicationId: id, grantId: grant.id, scope, offline }
    const live = device ? null : await continueApplicationSession(tx, of)
    if (live) return { sessionId: live, scopes: grant.scopes }
    const sessionId = await startApplicationSession(tx, of)
    await recordEvent(tx, now, {
      ...scope,
      action: "application.signed_in",
      target: { type: "application", id },
      after: { session: sessionId, offline },
    })
    await device?.(tx, sessionId)
    return { sessionId, scopes: grant.scopes }
  })
}
