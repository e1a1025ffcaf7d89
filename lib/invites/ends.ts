import { Prisma, type Tx } from "../core/db/client"
import { type Role, storedRank } from "../core/identity/permissions"
import { endWaiting } from "../memberships/ends-waiting"

/** Selects pending invites of tenants: those created by people or keys, those to addresses, a single one, or all. */
type WhichInvites = {
  tenantIds: readonly string[]
  organizationId?: string
  creatorIds?: readonly string[]
  /** Except those of these organizations. */
  spared?: readonly string[]
  emails?: readonly string[]
}

/**
 * Revokes pending invites and ends the memberships that wait for them: two statements, however many there are. Their
 * links stop working, because a link is valid only while its invite is pending. Expired invites are left alone, except
 * when selected by address.
 * @returns their IDs
 */
export async function revokePendingInvites(tx: Tx, which: WhichInvites): Promise<string[]> {
  const { tenantIds, organizationId, creatorIds, spared = [], emails } = which
  const where = [Prisma.sql`invites.tenant_id = ANY(${[...tenantIds]}::text[])`, Prisma.sql`status = 'pending'`]
  if (organizationId) where.push(Prisma.sql`organization_id = ${organizationId}`)
  if (creatorIds) where.push(Prisma.sql`maker_id = ANY(${[...creatorIds]}::text[])`)
  if (spared.length > 0) where.push(Prisma.sql`organization_id <> ALL(${[...spared]}::text[])`)
  if (emails) where.push(Prisma.sql`email = ANY(${[...emails]}::text[])`)
  else where.push(Prisma.sql`expires_at > now()`)
  const [revoked] = await tx.$queryRaw<{ ids: string[] | null; organizations: string[] | null }[]>`
    WITH revoked AS (
      UPDATE invites SET status = 'revoked', version = version + 1, updated_at = now()
      WHERE ${Prisma.join(where, " AND ")} RETURNING id, organization_id)
    SELECT array_agg(id) AS ids, array_agg(DISTINCT organization_id) AS organizations FROM revoked`
  if (revoked?.organizations) await endWaiting(tx, { tenantIds, organizationIds: revoked.organizations })
  return revoked?.ids ?? []
}

/**
 * Closes the pending invites to a person who has become a member of these organizations in another way. A person who has
 * not verified the address closes none: they are its owner's.
 */
export async function closeInvitesTo(
  tx: Tx,
  scopes: readonly { tenantId: string; organizationId: string }[],
  { id, email, verified }: { id: string; email: string; verified: boolean },
): Promise<void> {
  if (!verified) return
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE invites SET status = 'accepted', accepted_at = now(), accepted_by = ${id}, version = version + 1, updated_at = now()
    WHERE tenant_id = ANY(${scopes.map((scope) => scope.tenantId)}::text[])
      AND organization_id = ANY(${scopes.map((scope) => scope.organizationId)}::text[]) AND email = ${email} AND status = 'pending'
    RETURNING id`
  if (rows.length === 0) return
  await revokeInviteLinks(
    tx,
    rows.map((row) => row.id),
  )
}

/**
 * Updates the pending invites of people to the role and permissions that an admin has changed meanwhile, in one
 * statement.
 */
export async function changeInviteTerms(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  terms: readonly { email: string; role: string; role_rank: Role; permissions: readonly string[] }[],
): Promise<void> {
  if (terms.length === 0) return
  await tx.$executeRaw`
    UPDATE invites AS i SET role = t.new_role, role_rank = t.new_rank, permissions = t.new_permissions, version = i.version + 1, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(
      terms.map(({ email, permissions, ...role }) => ({
        to_email: email,
        new_role: role.role,
        new_rank: storedRank(role),
        new_permissions: permissions,
      })),
    )}::jsonb) AS t (to_email text, new_role text, new_rank text, new_permissions text[])
    WHERE i.tenant_id = ${tenantId} AND i.organization_id = ${organizationId} AND i.email = t.to_email AND i.status = 'pending'`
}

/** Makes the links of invites invalid. */
export async function revokeInviteLinks(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE secrets SET revoked_at = now()
    WHERE kind = 'invite' AND subject = ANY(${[...ids]}::text[]) AND used_at IS NULL AND revoked_at IS NULL`
}

/** Makes the links of an invite invalid that were copied rather than emailed. */
export async function revokeCopiedLinks(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE secrets SET revoked_at = now()
    WHERE kind = 'invite' AND tenant_id = ${tenantId} AND subject = ${id} AND proves_address IS NULL
      AND used_at IS NULL AND revoked_at IS NULL`
}
