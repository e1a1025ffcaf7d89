import { type Event, recordEvents, systemTenant } from "../audit-events/record"
import type { Prisma, Tx } from "../core/db/client"
import { tenantsShowing } from "../memberships/tenants-of"
import { eventTargetOf, type Target } from "./target"

/** Records what ended for people, in every tenant that lists them. */
export async function recordForPeople(
  tx: Tx,
  action: string,
  ended: ReadonlyMap<string, Prisma.InputJsonObject>,
): Promise<void> {
  const tenants = await tenantsShowing(tx, [...ended.keys()])
  const events = [...tenants].flatMap(([id, tenantIds]) =>
    tenantIds.map((tenantId): Event => {
      const target = { type: "user", id } as const
      return { tenantId, action, target, ...(ended.get(id) && { after: ended.get(id) }) }
    }),
  )
  await recordEvents(tx, "system", events)
}

/** Records a batch of a command in the platform's log. */
export async function recordBatch(
  tx: Tx,
  action: string,
  target: Target,
  after: Prisma.InputJsonObject,
): Promise<void> {
  await recordEvents(tx, "system", [{ tenantId: systemTenant, action, ...eventTargetOf(target), after }])
}

/** Records a change of a person in the platform's log. */
export async function recordOnPlatform(tx: Tx, action: string, userId: string): Promise<void> {
  await recordEvents(tx, "system", [{ tenantId: systemTenant, action, target: { type: "user", id: userId } }])
}
