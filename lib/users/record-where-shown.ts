import { type By, type Event, recordEvents, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { tenantsShowingOne } from "../memberships/tenants-of"

/**
 * Records a change of a person's account in the log of every tenant that shows them, or in the platform's where none does.
 * @param at the organization in which they changed it: its own log has it too
 */
export async function recordWhereShown(
  tx: Tx,
  by: By,
  userId: string,
  event: Pick<Event, "action" | "after">,
  at: { tenantId: string | null; organizationId: string | null } = { tenantId: null, organizationId: null },
): Promise<void> {
  const shown = await tenantsShowingOne(tx, userId)
  const tenants = new Set([...shown, ...(at.tenantId ? [at.tenantId] : [])])
  const target = { type: "user", id: userId } as const
  await recordEvents(
    tx,
    by,
    [...(tenants.size > 0 ? tenants : [systemTenant])].map((tenantId) => {
      const organizationId = tenantId === at.tenantId ? at.organizationId : null
      return { ...event, tenantId, organizationId, target }
    }),
  )
}
