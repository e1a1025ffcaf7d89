import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { Email } from "../core/schema"

/**
 * Returns the ID of the member with this address in the actor's organization, or in the tenant if that is the scope;
 * undefined if there is none.
 */
export async function findByAddress(
  actor: Actor<"users:write"> | Actor<"tenant_admin">,
  address: string,
): Promise<string | undefined> {
  const email = Email.safeParse(address)
  if (!email.success) return
  const user = await db().user.findUnique({ where: { email: email.data }, select: { id: true } })
  if (!user) return
  const { tenantId, organizationId } = actor
  const where = { tenantId, userId: user.id, ...(organizationId ? { organizationId } : {}) }
  return (await db().membership.findFirst({ where, select: { userId: true } }))?.userId
}
