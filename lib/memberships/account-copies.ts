import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { transactionTimestamp } from "../core/db/transaction"
import { closeInvitesTo } from "../invites/ends"
import { copies } from "./add"
import { tenantsOf } from "./tenants-of"

/** Copies a changed account name to the memberships that showed the old one; those with their own name keep it. */
export async function copyAccountName(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  const tenantIds = await tenantsOf(tx, userId)
  if (tenantIds.length === 0) return
  const tenantId = { in: tenantIds }
  const [row] = await tx.membership.findMany({ where: { tenantId, userId }, select: { email: true }, take: 1 })
  const renamed = await tx.membership.updateManyAndReturn({
    where: { tenantId, userId, name: from },
    data: { ...copies(to, row?.email ?? ""), version: { increment: 1 }, updatedAt: await transactionTimestamp(tx) },
    select: { tenantId: true, organizationId: true },
  })
  noteChange(...renamed.map((scope) => ({ ...scope, userId })))
}

/**
 * Copies a changed address to the memberships, one statement per displayed name, and closes invites to it in their
 * organizations.
 */
export async function copyAddress(tx: Tx, userId: string, email: string): Promise<void> {
  invalidate(`user:${userId}`)
  const tenantIds = await tenantsOf(tx, userId)
  if (tenantIds.length === 0) return
  const tenantId = { in: tenantIds }
  const rows = await tx.membership.findMany({
    where: { tenantId, userId },
    select: { tenantId: true, organizationId: true, name: true, status: true, deletedAt: true },
  })
  noteChange(...rows.map((row) => ({ tenantId: row.tenantId, organizationId: row.organizationId, userId })))
  for (const name of new Set(rows.map((row) => row.name)))
    await tx.membership.updateMany({
      where: { tenantId, userId, name },
      data: { ...copies(name, email), version: { increment: 1 }, updatedAt: await transactionTimestamp(tx) },
    })
  const live = rows.filter((row) => row.status !== "invited" && row.deletedAt === null)
  await closeInvitesTo(tx, live, { id: userId, email, verified: true })
}
