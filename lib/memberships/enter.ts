import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { presentTimestamp } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Role, storedRank } from "../core/identity/permissions"
import { copies } from "./add"
import { suspendedAmong } from "./suspended-among"

type InOrganization = { tenantId: string; organizationId: string }

/** A user whom an admin adds; absent fields of a pending membership stay. */
export type Entry = {
  userId: string
  email: string
  name: string
  role: string
  role_rank: Role
  permissions: readonly string[]
  externalId: string | undefined
  metadata: Record<string, unknown> | undefined
  expiresAt: Date | null | undefined
}

/** Earlier memberships of people, ended ones included, by person. */
export type Earlier = Map<string, { refused: AppError | null; waiting: Waiting | null }>

type Waiting = { external_id: string | null; metadata: Record<string, unknown>; expires_at: Date | null }

type Row = Waiting & { user_id: string; status: string; deleted: boolean }

/** Reads the earlier memberships of people in an organization, whose lock is held where they are to be entered. */
export async function earlierMemberships(
  tx: Tx,
  { tenantId, organizationId }: InOrganization,
  userIds: readonly string[],
): Promise<Earlier> {
  if (userIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<Row[]>`
    SELECT user_id, status, deleted_at IS NOT NULL AS deleted, external_id, metadata, expires_at FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ANY(${[...userIds]}::text[])`
  const stopped = rows.filter((row) => row.status === "suspended").map((row) => row.user_id)
  const suspended = await suspendedAmong(tx, { tenantId, organizationId }, stopped)
  return new Map(
    rows.map((row) => {
      const refused = suspended.has(row.user_id)
        ? new AppError("membership_suspended")
        : !row.deleted && row.status === "active"
          ? new AppError("already_member")
          : null
      return [row.user_id, { refused, waiting: row.deleted ? null : row }]
    }),
  )
}

/**
 * Writes pending memberships in one statement; nothing of an ended one is kept. The caller has checked `earlier`, and
 * that the external IDs are free.
 */
export async function enterMembers(
  tx: Tx,
  { tenantId, organizationId }: InOrganization,
  entries: readonly Entry[],
  earlier: Earlier,
): Promise<void> {
  if (entries.length === 0) return
  invalidate(...entries.map(({ userId }) => `user:${userId}` as const))
  noteChange(...entries.map(({ userId }) => ({ tenantId, organizationId, userId })))
  const now = await presentTimestamp(tx)
  const rows = entries.map(({ externalId, metadata, expiresAt, ...entry }) => {
    const old = earlier.get(entry.userId)?.waiting
    return {
      ...entry,
      ...copies(entry.name, entry.email),
      roleRank: storedRank(entry),
      externalId: externalId ?? old?.external_id ?? null,
      metadata: metadata ?? old?.metadata ?? {},
      // What an admin set while the invitation was pending stays.
      expiresAt: expiresAt === undefined ? (old?.expires_at ?? null) : expiresAt,
    }
  })
  await tx.$executeRaw`
    INSERT INTO memberships AS m (tenant_id, organization_id, user_id, role, role_rank, permissions, status, expires_at, name,
      name_sort, email, search, external_id, metadata, created_at, updated_at)
    SELECT ${tenantId}, ${organizationId}, "userId", role, "roleRank", permissions, 'invited', "expiresAt", name,
      "nameSort", email, search, "externalId", metadata, ${now}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e ("userId" text, role text, "roleRank" text,
      permissions text[], "expiresAt" timestamptz, name text, "nameSort" text, email text, search text, "externalId" text, metadata jsonb)
    ORDER BY "userId"
    ON CONFLICT (tenant_id, organization_id, user_id) DO UPDATE SET
      role = EXCLUDED.role, role_rank = EXCLUDED.role_rank, permissions = EXCLUDED.permissions, status = EXCLUDED.status, expires_at = EXCLUDED.expires_at,
      name = EXCLUDED.name, name_sort = EXCLUDED.name_sort, email = EXCLUDED.email, search = EXCLUDED.search,
      external_id = EXCLUDED.external_id, metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at,
      created_at = CASE WHEN m.deleted_at IS NULL THEN m.created_at ELSE EXCLUDED.created_at END,
      expired_at = NULL, last_seen_at = NULL, deleted_at = NULL, accepted_at = NULL, active_since = NULL,
      version = m.version + 1`
}
