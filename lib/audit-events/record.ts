import { noteEvent, Prisma, type Tx } from "../db"
import { newId } from "../ids"
import { currentRequest } from "../request-context"
import { actorOf, type Caller } from "../session"

/** What happened: `action` is a stable name, `before` and `after` hold roles, permissions, status, settings and names of changed fields — never a name, address or secret. */
export type Event = {
  tenantId: string
  organizationId?: string | null
  action: string
  target?: { type: "user" | "invite" | "api_key" | "organization" | "tenant" | "session"; id: string }
  before?: Prisma.InputJsonObject
  after?: Prisma.InputJsonObject
}

/** Where acts on the platform and on accounts without a tenant are logged. */
export const systemTenant = "ten_system"

/**
 * Writes an audit event in the transaction of the change it speaks of.
 * @param by the caller, a person's id (for somebody just signed in), or null for nobody known
 */
export async function recordEvent(
  tx: Tx,
  by: Caller | { userId: string } | "system" | null,
  event: Event,
): Promise<void> {
  const { requestId, ip, userAgent } = currentRequest()
  noteEvent()
  await tx.auditEvent.create({
    data: {
      tenantId: event.tenantId,
      id: newId("evt"),
      organizationId: event.organizationId ?? null,
      ...actorColumns(by),
      action: event.action,
      targetType: event.target?.type ?? null,
      targetId: event.target?.id ?? null,
      before: event.before ?? Prisma.DbNull,
      after: event.after ?? Prisma.DbNull,
      ip,
      userAgent,
      requestId,
    },
  })
}

function actorColumns(by: Caller | { userId: string } | "system" | null) {
  if (by === null) return { actorType: "anonymous", actorId: null }
  if (by === "system") return { actorType: "system", actorId: null }
  if (!("kind" in by)) return { actorType: "user", actorId: by.userId }
  const { type, id } = actorOf(by)
  return { actorType: type, actorId: id }
}
