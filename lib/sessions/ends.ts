import { invalidate } from "../core/cache/authorization-cache"
import { Prisma, type Tx } from "../core/db/client"
import { endWhere } from "./ends-told"

type Kind = "browser" | "api"

/**
 * Ends one session, and the sign-ins to applications that depend on it: their tokens are invalid from this commit on.
 * @returns how many ended
 */
export async function endSession(tx: Tx, userId: string, sessionId: string, reason: string): Promise<number> {
  invalidate(`session:${sessionId}`)
  const these = Prisma.sql`user_id = ${userId} AND (id = ${sessionId} OR (parent_id = ${sessionId} AND NOT offline))`
  return endWhere(tx, these, reason)
}

/** Ends the sessions of people, all of one kind or all but one. @returns how many */
export async function endSessions(
  tx: Tx,
  userIds: readonly string[],
  kind: Kind,
  reason: string,
  except: string | null = null,
): Promise<number> {
  invalidate(...userIds.map((id) => `user:${id}` as const))
  return tx.$executeRaw`
    UPDATE sessions SET ended_at = now(), end_reason = ${reason}
    WHERE user_id = ANY(${[...userIds]}::text[]) AND kind = ${kind} AND ended_at IS NULL AND id IS DISTINCT FROM ${except}`
}

/** Counts people's active sessions; people without any are absent. */
export async function liveSessions(tx: Tx, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<Live[]>`
    SELECT user_id, count(*)::int AS n FROM sessions
    WHERE user_id = ANY(${[...userIds]}::text[]) AND ended_at IS NULL AND expires_at > now() GROUP BY user_id`
  return new Map(rows.map((row) => [row.user_id, row.n]))
}

/**
 * As `liveSessions`, for the API sessions with access to an organization or, without one, to anything in the tenant.
 */
export async function liveSessionsIn(tx: Tx, { tenantId, organizationId }: Scope): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<Live[]>`
    SELECT user_id, count(*)::int AS n FROM sessions
    WHERE tenant_id = ${tenantId} AND (${organizationId}::text IS NULL OR organization_id = ${organizationId})
      AND kind = 'api' AND ended_at IS NULL AND expires_at > now() GROUP BY user_id`
  return new Map(rows.map((row) => [row.user_id, row.n]))
}

type Live = { user_id: string; n: number }
type Scope = { tenantId: string; organizationId: string | null }

/**
 * Ends the API sessions with access to an organization or, without one, to anything in the tenant. @returns how many
 */
export async function endSessionsIn(tx: Tx, { tenantId, organizationId }: Scope, reason: string): Promise<number> {
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE sessions SET ended_at = now(), end_reason = ${reason}
    WHERE tenant_id = ${tenantId} AND (${organizationId}::text IS NULL OR organization_id = ${organizationId})
      AND kind = 'api' AND ended_at IS NULL
    RETURNING id`
  invalidate(...ended.map(({ id }) => `session:${id}` as const))
  return ended.length
}

/** Selects sign-ins to applications: of people, in a scope, of one application or grant. */
type Which = {
  userIds?: readonly string[]
  tenantId?: string
  organizationId?: string | null
  applicationId?: string
  grantId?: string
}

/** Ends sign-ins to applications, offline ones too, in one statement whatever their number. @returns how many */
export async function endApplicationSessions(tx: Tx, which: Which, reason: string): Promise<number> {
  const { userIds, tenantId, organizationId, applicationId, grantId } = which
  const where = [Prisma.sql`kind = 'application'`]
  if (userIds) where.push(Prisma.sql`user_id = ANY(${[...userIds]}::text[])`)
  if (tenantId) where.push(Prisma.sql`tenant_id = ${tenantId}`)
  if (organizationId) where.push(Prisma.sql`organization_id = ${organizationId}`)
  if (applicationId) where.push(Prisma.sql`application_id = ${applicationId}`)
  if (grantId) where.push(Prisma.sql`grant_id = ${grantId}`)
  return endWhere(tx, Prisma.join(where, " AND "), reason)
}

/**
 * Ends the sessions that passkeys or accounts elsewhere of people began, with the sign-ins to applications in them.
 * @param ids of passkeys and identities
 * @returns how many
 */
export async function endSessionsBegunBy(
  tx: Tx,
  userIds: readonly string[],
  ids: readonly string[],
  reason: string,
): Promise<number> {
  invalidate(...userIds.map((id) => `user:${id}` as const))
  const begun = Prisma.sql`(passkey_id = ANY(${[...ids]}::text[]) OR identity_id = ANY(${[...ids]}::text[]))`
  const these = Prisma.sql`user_id = ANY(${[...userIds]}::text[]) AND ${begun}`
  return endWhere(tx, these, reason)
}

/** Ends one sign-in to an application, offline or not. @returns how many ended, 0 or 1 */
export async function endApplicationSession(tx: Tx, userId: string, id: string, reason: string): Promise<number> {
  return endWhere(tx, Prisma.sql`user_id = ${userId} AND id = ${id} AND kind = 'application'`, reason)
}

/**
 * Ends one person's API sessions in a scope or, with a tenant ID of null, those without a tenant; all or all but one.
 * @returns how many
 */
export async function endSessionsOfIn(
  tx: Tx,
  userId: string,
  scope: Scope | { tenantId: null; organizationId: null },
  reason: string,
  except: string | null = null,
): Promise<number> {
  invalidate(`user:${userId}`)
  return tx.$executeRaw`
    UPDATE sessions SET ended_at = now(), end_reason = ${reason}
    WHERE user_id = ${userId} AND tenant_id IS NOT DISTINCT FROM ${scope.tenantId} AND kind = 'api' AND ended_at IS NULL
      AND id IS DISTINCT FROM ${except}
      AND (${scope.organizationId}::text IS NULL OR organization_id = ${scope.organizationId})`
}
