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

/** Beside what the API asks for: only these actions, where no action is asked for. */
export type EventQuery = AuditQuery & Backwards & { among?: readonly string[] | undefined }

/**
 * Returns a page of the events of the actor's organization, or of the whole tenant where that is the place. Oldest first
 * it is a feed: it stops FEED_LAG_SECONDS short of now, before which every transaction with an event has ended. It always has a next cursor.
 */
export function listAuditEvents(actor: Actor<"audit:read">, query: EventQuery): Promise<Page<AuditEvent>> {
  const settled = Prisma.sql`created_at < now() - make_interval(secs => ${env().FEED_LAG_SECONDS}::int)`
  return query.sort === "created_at" ? readPage(actor, query, [settled], true) : readPage(actor, query)
}

/** A page of the events that fit, as far as `until` allows. */
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

/** Whose and when: what an index holds in the order of time. */
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
  // As a list of what is wanted, which an index finds, and not of what is not.
  if (!action) return among ? [Prisma.sql`action = ANY(${[...among]}::text[])`] : []
  return [Prisma.sql`(action = ${action} OR action LIKE ${`${action.replaceAll("_", "\\_")}.%`})`]
}

function show({ actor_type, actor_id, target_type, target_id, ...event }: Row): AuditEvent {
  const target = target_type && target_id ? { type: target_type, id: target_id } : null
  return { ...event, actor: { type: actor_type, id: actor_id }, target }
}
