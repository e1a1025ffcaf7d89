import { db } from "./database"
import type { Team } from "./fixtures"

/** Returns a tenant's data, as stored in the database. */
export async function snapshot({ tenantId, member, suspended }: Team): Promise<string> {
  const where = { tenantId }
  const rows = await Promise.all([
    db().tenant.findMany({ where: { id: tenantId } }),
    db().organization.findMany({ where }),
    db().membership.findMany({ where, omit: { lastSeenAt: true } }),
    db().invite.findMany({ where }),
    db().apiKey.findMany({ where }),
    db().tenantAdmin.findMany({ where }),
    db().session.findMany({ where: { userId: { in: [member.id, suspended.id] } }, omit: { lastSeenAt: true } }),
    db().mail.count({ where }),
  ])
  // Updating "last seen" changes the order of rows.
  const sorted = rows.map((table) => (Array.isArray(table) ? table.map((row) => JSON.stringify(row)).sort() : table))
  return JSON.stringify(sorted, null, 1)
}
