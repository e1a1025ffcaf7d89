import type { z } from "zod"
import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { deviceName } from "./device-name"
import { endSession } from "./ends"
import type { Session, SessionQuery } from "./schema"

type Row = Omit<Session, "device" | "current"> & { user_agent: string | null }
type Query = z.output<typeof SessionQuery>

/**
 * Browsers see the whole account; an access token only its tenant's sessions, and one without
 * a tenant only those without one.
 */
function scope(me: UserCaller): Prisma.Sql {
  if (me.sessionKind === "browser") return Prisma.sql`user_id = ${me.userId}`
  return Prisma.sql`user_id = ${me.userId} AND (tenant_id IS NOT DISTINCT FROM ${me.tenantId} OR id = ${me.sessionId})`
}

/** Returns the caller's active sessions, last used first. Sign-ins to applications are listed with their grants. */
export async function listSessions(me: UserCaller, query: Query): Promise<Page<Session>> {
  const page = await pageOf(Prisma.sql`${scope(me)} AND kind <> 'application'`, query)
  return { ...page, rows: page.rows.map((row) => ({ ...row, current: row.id === me.sessionId })) }
}

/**
 * Returns a person's active API sessions that open an organization or, without one, anything in the tenant, last used
 * first: those that its admins can end.
 */
export function listSessionsIn(userId: string, { tenantId, organizationId }: Scope, query: Query) {
  const here = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  return pageOf(Prisma.sql`user_id = ${userId} AND tenant_id = ${tenantId} AND kind = 'api' ${here}`, query)
}

/** Sessions with when they were last used, to the minute. */
const withActivity = `(SELECT s.*, GREATEST(s.last_seen_at, a.seen_minute) AS seen_at
  FROM sessions s LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id) AS sessions`

async function pageOf(within: Prisma.Sql, query: Query): Promise<Page<Omit<Session, "current">>> {
  const page = await listPage<Row>({
    select: Prisma.sql`id, kind, user_agent, ip, organization_id, created_at, seen_at AS last_seen_at, expires_at`,
    table: withActivity,
    within: [within, Prisma.sql`ended_at IS NULL`, Prisma.sql`expires_at > now()`],
    sort: { column: "seen_at", cast: "timestamptz" },
    descending: true,
    ties: ["id"],
    page: query,
  })
  return { ...page, rows: page.rows.map(({ user_agent, ...row }) => ({ ...row, device: deviceName(user_agent) })) }
}

/**
 * Ends one of the caller's sessions.
 * @throws AppError not_found
 */
export async function endOwnSession(me: UserCaller, id: string): Promise<void> {
  await transaction(async (tx) => {
    await assertSignedIn(tx, me)
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM sessions WHERE ${scope(me)} AND id = ${id} AND ended_at IS NULL`
    if (!row) throw new AppError("not_found")
    await endSession(tx, me.userId, id, "ended_by_owner")
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "session.ended",
      target: { type: "session", id },
    })
  })
}

/** Ends all of the caller's sessions but this one. */
export async function endOtherSessions(me: UserCaller): Promise<void> {
  await transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    const ended = me.sessionKind === "browser" ? await endAllOthers(tx, me) : await endSessionsWithin(tx, me)
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "session.others_ended",
      after: { ended },
    })
  })
}

async function endAllOthers(tx: Tx, { userId, sessionId }: UserCaller): Promise<number> {
  return (await end(tx, "other_sessions_ended", { userIds: [userId], sessionId })).sessions
}

/** An access token only ends the sessions it can see: those of its tenant. */
async function endSessionsWithin(tx: Tx, { userId, sessionId, tenantId }: UserCaller): Promise<number> {
  const [row, tenantIds] =
    tenantId === null
      ? (["other_sessions_nowhere_ended", []] as const)
      : (["other_sessions_there_ended", [tenantId]] as const)
  return (await end(tx, row, { userIds: [userId], sessionId, tenantIds })).sessions
}
