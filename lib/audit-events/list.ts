import { Prisma } from "../core/db/client"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import { env } from "../core/env"
import type { Actor } from "../core/identity/authorize"
import type { AuditEvent, AuditQuery } from "./schema"

type Row = Omit<AuditEvent, "actor" | "target"> & {
  actor_type: AuditEvent["actor"]["type"]
  actor_id: string | null
  target_type: string | null
  target_id: string | null
}

/** Filters besides the API's: `among` limits to these actions if no action is given. */
export type EventQuery = AuditQuery & Backwards & { among?: readonly string[] | undefined }

/**
 * Returns a page of the events of the actor's organization, or of the whole tenant if that is the scope. Oldest first
 * it is a feed, which ends FEED_LAG_SECONDS before now: older transactions with an event have ended. A feed always has a
 * next cursor.
 */
export async function listAuditEvents(actor: Actor<"audit:read">, query: EventQuery): Promise<Page<AuditEvent>> {
  if (query.sort !== "created_at") return readPage(actor, query)
  const settled = Prisma.sql`created_at < now() - make_interval(secs => ${env().FEED_LAG_SECONDS}::int)`
  return readPage(actor, query, [settled], true)
}

/**
 * Returns a page of the matching events up to `until`.
 * @param endless whether the last page has a cursor too
 */
export async function readPage(
  actor: Actor<"audit:read">,
  query: EventQuery,
  until: Prisma.Sql[] = [],
  endless = false,
): Promise<Page<AuditEvent>> {
  const page = await listPage<Row>({
    select: Prisma.sql`id, tenant_id, organization_id, created_at, actor_type, actor_id, action, target_type, target_id,
      before, after, ip, user_agent, request_id`,
    table: "audit_events",
    within: [...scope(actor, query), ...until],
    filters: filters(query),
    ...byCreation,
    descending: query.sort === "-created_at",
    page: query,
    endless,
  })
  return { ...page, rows: page.rows.map(show) }
}

/** Scope and time: conditions that an index covers, in time order. */
function scope({ tenantId, organizationId }: Actor<"audit:read">, query: AuditQuery): Prisma.Sql[] {
  const where = [Prisma.sql`audit_events.tenant_id = ${tenantId}`]
  if (organizationId) where.push(Prisma.sql`organization_id = ${organizationId}`)
  if (query.actor) where.push(Prisma.sql`actor_id = ${query.actor}`)
  if (query.target) where.push(Prisma.sql`target_id = ${query.target}`)
  if (query.from) where.push(Prisma.sql`created_at >= ${query.from}`)
  if (query.to) where.push(Prisma.sql`created_at < ${query.to}`)
  return where
}

function filters({ action, among }: EventQuery): Prisma.Sql[] {
  // A list of wanted actions can use an index; a list of excluded ones can't.
  if (!action) return among ? [Prisma.sql`action = ANY(${[...among]}::text[])`] : []
  return [Prisma.sql`(action = ${action} OR action LIKE ${`${action.replaceAll("_", "\\_")}.%`})`]
}

function show({ actor_type, actor_id, target_type, target_id, ...event }: Row): AuditEvent {
  const target = target_type && target_id ? { type: target_type, id: target_id } : null
  return { ...event, actor: { type: actor_type, id: actor_id }, target }
}
