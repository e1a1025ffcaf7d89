import { db } from "../db"
import { isoSeconds } from "../schema"
import type { UserCaller } from "../session"

/** What we hold about the caller: all of it in a browser, with an access token what belongs to its tenant. */
export async function exportMe(me: UserCaller) {
  const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } })
  const all = await db.userOrganization.findMany({ where: { userId: me.userId } })
  const places = me.sessionKind === "browser" ? all : all.filter((place) => place.tenantId === me.tenantId)
  const tenants = [...new Set(places.map((place) => place.tenantId))]
  const { userId } = me
  const perTenant = await Promise.all(
    tenants.map(async (tenantId) => ({
      tenant_id: tenantId,
      memberships: await db.membership.findMany({
        where: { tenantId, userId },
        omit: { search: true, nameSort: true },
      }),
      invites_made: await db.invite.findMany({ where: { tenantId, makerId: userId }, omit: { mailId: true } }),
      api_keys_made: await db.apiKey.findMany({ where: { tenantId, makerId: userId } }),
      events: await db.auditEvent.findMany({
        where: { tenantId, actorId: userId },
        orderBy: { createdAt: "desc" },
        take: 10_000,
      }),
    })),
  )
  const sessions = await db.session.findMany({
    where: { userId, ...(me.sessionKind === "browser" ? {} : { tenantId: me.tenantId }) },
    orderBy: { createdAt: "desc" },
  })
  const { deletedAt, ...account } = user
  return { exported_at: new Date(), ...snakeCase({ account, tenants: perTenant, sessions }) }
}

/** Names as the API writes them, dates as ISO strings; the customer's own JSON stays as it is. */
function snakeCase<T extends Record<string, unknown>>(object: T): T {
  const entries = Object.entries(object).map(([name, value]) => {
    const key = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
    return [key, untouched.has(name) ? value : convert(value)]
  })
  return Object.fromEntries(entries) as T
}

const untouched = new Set(["metadata", "before", "after"])

function convert(value: unknown): unknown {
  if (value instanceof Date) return isoSeconds(value)
  if (Array.isArray(value)) return value.map(convert)
  return typeof value === "object" && value !== null ? snakeCase(value as Record<string, unknown>) : value
}
