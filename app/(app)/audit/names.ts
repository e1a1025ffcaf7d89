import "server-only"
import { keyNames } from "@/lib/api-keys/names"
import { apiNames } from "@/lib/apis/names"
import { applicationNames } from "@/lib/applications/names"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { type Actor, actorAt } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { inviteNames } from "@/lib/invites/names"
import { memberNames } from "@/lib/memberships/people"
import { organizationNames } from "@/lib/organizations/names"

/**
 * Returns display names by ID for the objects that events refer to: people, invitations (their address), API keys,
 * applications, APIs, organizations; one statement per kind, whatever the number. Objects that were erased or that the
 * reader may not see are missing.
 */
export async function eventNames(
  me: UserCaller,
  reader: Actor<"audit:read">,
  events: readonly AuditEvent[],
): Promise<Map<string, string>> {
  const { tenantId, organizationId } = reader
  const as = <P extends "users:read" | "invites:read" | "api_keys:read" | "applications:read">(permission: P) =>
    actorAt(me, { tenantId, organizationId }, permission).catch(() => null)
  const ids = (type: string) => [
    ...new Set(
      events.flatMap(({ actor, target }) =>
        [actor, target].flatMap((one) => (one?.type === type && one.id ? [one.id] : [])),
      ),
    ),
  ]
  const [users, invites, keys, applications] = await Promise.all([
    as("users:read"),
    as("invites:read"),
    as("api_keys:read"),
    as("applications:read"),
  ])
  const maps = await Promise.all([
    users && memberNames(users, ids("user")),
    invites && inviteNames(invites, ids("invite")),
    keys && keyNames(keys, ids("api_key")),
    applications && applicationNames(applications, ids("application")),
    applications && apiNames(applications, ids("api")),
    organizationNames(reader, ids("organization")),
  ])
  // Roles and permissions are named by their keys.
  const keyed = [...ids("role"), ...ids("permission")].map((key): [string, string] => [key, key])
  return new Map([[me.userId, me.name], ...keyed, ...maps.flatMap((map) => (map ? [...map] : []))])
}
