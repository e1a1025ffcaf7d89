import { db } from "../core/db/client"
import { imageUrl } from "../core/file-url"
import type { UserCaller } from "../core/identity/caller"
import { isoSeconds } from "../core/schema"

/** Limit of events of a tenant in one export, to keep the response small. */
const most = 10_000

/**
 * Returns all data about the caller; with an access token, that of its tenant. Of a tenant's events the newest 10,000;
 * `has_older_events` says whether the audit log has more.
 */
export async function exportMe(me: UserCaller) {
  const user = await db().user.findUniqueOrThrow({ where: { id: me.userId } })
  const all = await db().userOrganization.findMany({ where: { userId: me.userId } })
  const places = me.sessionKind === "browser" ? all : all.filter((scope) => scope.tenantId === me.tenantId)
  const tenants = [...new Set(places.map((scope) => scope.tenantId))]
  const { userId } = me
  const perTenant = await Promise.all(
    tenants.map(async (tenantId) => ({
      tenant_id: tenantId,
      memberships: await db().membership.findMany({
        // An offer is shown only once its address is verified.
        where: { tenantId, userId, ...(user.emailVerifiedAt ? {} : { status: { not: "invited" } }) },
        omit: { search: true, nameSort: true },
      }),
      invites_made: await db().invite.findMany({ where: { tenantId, creatorId: userId }, omit: { mailId: true } }),
      api_keys_made: await db().apiKey.findMany({ where: { tenantId, creatorId: userId } }),
      ...(await newestEvents(tenantId, userId)),
    })),
  )
  const sessions = await db().session.findMany({
    where: { userId, ...(me.sessionKind === "browser" ? {} : { tenantId: me.tenantId }) },
    orderBy: { createdAt: "desc" },
  })
  const accepted = await db().termsAcceptance.findMany({ where: { userId }, omit: { userId: true } })
  const passkeys = await db().passkey.findMany({
    where: { userId },
    omit: { publicKey: true, credentialId: true, counter: true },
    orderBy: { createdAt: "desc" },
  })
  const identities = await db().userIdentity.findMany({ where: { userId }, orderBy: { linkedAt: "desc" } })
  const remembered_devices = await db().rememberedDevice.findMany({ where: { userId }, omit: { hash: true } })
  const { deletedAt, ...rest } = user
  const account = { ...rest, avatarUrl: imageUrl(rest.avatarUrl) }
  return {
    exported_at: new Date(),
    ...snakeCase({
      account,
      tenants: perTenant,
      sessions,
      passkeys,
      identities,
      remembered_devices,
      terms_acceptances: accepted,
    }),
  }
}

async function newestEvents(tenantId: string, actorId: string) {
  const newest = { createdAt: "desc" } as const
  const events = await db().auditEvent.findMany({ where: { tenantId, actorId }, orderBy: newest, take: most + 1 })
  return { events: events.slice(0, most), has_older_events: events.length > most }
}

/** Snake case as in the API, dates as ISO strings; the customer's own JSON is unchanged. */
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
