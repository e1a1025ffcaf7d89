import { currentRequest } from "../core/context"
import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { noteEvent } from "../core/db/transaction"
import { actorOf, type Caller } from "../core/identity/caller"

/**
 * An event: `action` is a stable name, `before` and `after` contain roles, permissions, status, settings and names of
 * changed fields — never a name, address or secret.
 */
export type Event = {
  tenantId: string
  organizationId?: string | null
  action: string
  target?: {
    type:
      | "user"
      | "invite"
      | "api_key"
      | "organization"
      | "tenant"
      | "session"
      | "application"
      | "api"
      | "grant"
      | "role"
      | "permission"
    id: string
  }
  before?: Prisma.InputJsonObject
  after?: Prisma.InputJsonObject
}

/** Maximum of IDs of a kind in an event, beside their total. */
const most = 100

/** Formats what ended for the audit log: IDs of each kind, at most a hundred, and their number. */
export function listed(ended: Record<string, readonly string[]>): Prisma.InputJsonObject {
  const entries = Object.entries(ended).flatMap(([kind, ids]) =>
    ids.length > most
      ? [
          [kind, ids.slice(0, most)],
          [`${kind}_total`, ids.length],
        ]
      : [[kind, [...ids]]],
  )
  return Object.fromEntries(entries)
}

/** Tenant ID under which operations on the platform and on accounts without a tenant are logged. */
export const systemTenant = "ten_system"

/** The caller, a person by ID (one who has just signed in), an operator command, or null for unknown. */
export type By = Caller | { userId: string } | "system" | null

/** Writes one event into the logs of several tenants, once each, in one statement. */
export async function recordInTenants(
  tx: Tx,
  by: By,
  tenantIds: readonly string[],
  event: Omit<Event, "tenantId">,
): Promise<void> {
  await recordEvents(
    tx,
    by,
    [...new Set(tenantIds)].map((tenantId) => ({ ...event, tenantId })),
  )
}

/** Writes many events in one statement, whatever their number: they are one parameter. */
export async function recordEvents(tx: Tx, by: By, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return
  noteEvent()
  const rows = events.map((event) => ({ ...rowOf(by, event), before: event.before, after: afterOf(by, event) }))
  await tx.$executeRaw`
    INSERT INTO audit_events (tenant_id, id, organization_id, actor_type, actor_id, action, target_type, target_id, before, after,
      ip, user_agent, request_id)
    SELECT "tenantId", id, "organizationId", "actorType", "actorId", action, "targetType", "targetId", before, after,
      ip, "userAgent", "requestId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e ("tenantId" text, id text, "organizationId" text,
      "actorType" text, "actorId" text, action text, "targetType" text, "targetId" text, before jsonb, after jsonb,
      ip text, "userAgent" text, "requestId" text)`
}

/**
 * Writes an audit event in the transaction of the change.
 * @param by the caller, a person's ID (one who has just signed in), or null for unknown
 */
export async function recordEvent(tx: Tx, by: By, event: Event): Promise<void> {
  noteEvent()
  await tx.auditEvent.create({ data: rowOf(by, event) })
}

function rowOf(by: By, event: Event) {
  const { requestId, ip, userAgent } = currentRequest()
  return {
    tenantId: event.tenantId,
    id: newId("evt"),
    organizationId: event.organizationId ?? null,
    ...actorColumns(by),
    action: event.action,
    targetType: event.target?.type ?? null,
    targetId: event.target?.id ?? null,
    before: event.before ?? Prisma.DbNull,
    after: afterOf(by, event) ?? Prisma.DbNull,
    ip,
    userAgent,
    requestId,
  }
}

/** What a person did through an application names it, in the log of the application's own tenant. */
function afterOf(by: By, { after, tenantId }: Event): Prisma.InputJsonObject | undefined {
  const through = by !== null && by !== "system" && "kind" in by && by.kind === "user" ? by.through : null
  return through?.tenantId === tenantId ? { ...after, through: through.applicationId } : after
}

function actorColumns(by: By) {
  if (by === null) return { actorType: "anonymous", actorId: null }
  if (by === "system") return { actorType: "system", actorId: null }
  if (!("kind" in by)) return { actorType: "user", actorId: by.userId }
  const { type, id } = actorOf(by)
  return { actorType: type, actorId: id }
}
