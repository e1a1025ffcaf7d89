import { randomToken, sha256 } from "../crypto"
import { batch, untilDone } from "../db/batches"
import { db, Prisma, type Tx } from "../db/client"
import { AppError } from "../errors"

/** Purpose of an emailed link. */
export type LinkKind = "verify_email" | "change_email" | "reset_password" | "revoke_keys" | "invite"

/** Owner of a secret. `subject` is an invite's ID, or the new address of a change. */
type SecretOwner = {
  userId?: string | null
  tenantId?: string | null
  organizationId?: string | null
  subject?: string | null
  /** The address that the link is emailed to, the only one that it proves. */
  provesAddress: string | null
}

export type SecretRow = {
  kind: LinkKind
  user_id: string | null
  tenant_id: string | null
  organization_id: string | null
  subject: string | null
  proves_address: string | null
  created_at: Date
}

/**
 * Issues a link token, 256 random bits, stored as SHA-256 only.
 * @param life in seconds by the database's clock, or the time of expiry
 */
export async function issueLink(tx: Tx, kind: LinkKind, owner: SecretOwner, life: number | Date): Promise<string> {
  const [token = ""] = await issueLinks(tx, kind, [{ owner, life }])
  return token
}

/** As `issueLink`, for many in one statement; returns their tokens in the same order. */
export async function issueLinks(
  tx: Tx,
  kind: LinkKind,
  links: readonly { owner: SecretOwner; life: number | Date }[],
): Promise<string[]> {
  const tokens = links.map(() => randomToken())
  const rows = links.map(({ owner, life }, i) => ({
    ...owner,
    hash: Buffer.from(sha256(tokens[i] ?? "")).toString("hex"),
    ...(life instanceof Date ? { until: life } : { seconds: life }),
  }))
  await tx.$executeRaw`
    INSERT INTO secrets (hash, kind, user_id, tenant_id, organization_id, subject, proves_address, expires_at)
    SELECT decode(hash, 'hex'), ${kind}, "userId", "tenantId", "organizationId", subject, "provesAddress",
           COALESCE(until, now() + make_interval(secs => seconds))
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l (hash text, "userId" text, "tenantId" text,
      "organizationId" text, subject text, "provesAddress" text, until timestamptz, seconds int)`
  return tokens
}

/**
 * Returns the owner of a link token, without using it.
 * @throws AppError not_found (never issued), token_expired (used, replaced or expired)
 */
export async function peekLink(kind: LinkKind | LinkKind[], token: string, client: Tx = db()): Promise<SecretRow> {
  const [row] = await client.$queryRaw<(SecretRow & { live: boolean })[]>`
    SELECT kind, user_id, tenant_id, organization_id, subject, proves_address, created_at,
           used_at IS NULL AND revoked_at IS NULL AND expires_at > now() AS live
    FROM secrets WHERE hash = ${sha256(token)} AND kind = ANY(${[kind].flat()})`
  if (!row) throw new AppError("not_found", { reason: "link" })
  if (!row.live) throw new AppError("token_expired")
  return row
}

/** Returns the owner of a valid or former link token; null for one that was never issued. */
export async function ownerOfLink(kinds: LinkKind[], token: string): Promise<SecretRow | null> {
  const [row] = await db().$queryRaw<SecretRow[]>`
    SELECT kind, user_id, tenant_id, organization_id, subject, proves_address, created_at
    FROM secrets WHERE hash = ${sha256(token)} AND kind = ANY(${kinds})`
  return row ?? null
}

/**
 * Consumes a link token: of any number of concurrent requests, one succeeds.
 * @throws AppError not_found, token_expired
 */
export async function consumeLink(tx: Tx, kind: LinkKind | LinkKind[], token: string): Promise<SecretRow> {
  const [row] = await tx.$queryRaw<SecretRow[]>`
    UPDATE secrets SET used_at = now()
    WHERE hash = ${sha256(token)} AND kind = ANY(${[kind].flat()})
      AND used_at IS NULL AND revoked_at IS NULL AND expires_at > statement_timestamp()
    RETURNING kind, user_id, tenant_id, organization_id, subject, proves_address, created_at`
  if (row) return row
  await peekLink(kind, token, tx)
  throw new AppError("token_expired")
}

/** Revokes outstanding tokens of the given kinds: those of people, or of one subject. */
export async function revokeLinks(
  tx: Tx,
  kinds: LinkKind[],
  of: { userIds: readonly string[] } | { subject: string },
): Promise<void> {
  const whose =
    "userIds" in of ? Prisma.sql`user_id = ANY(${[...of.userIds]}::text[])` : Prisma.sql`subject = ${of.subject}`
  await tx.$executeRaw`
    UPDATE secrets SET revoked_at = now()
    WHERE ${whose} AND kind = ANY(${kinds}) AND used_at IS NULL AND revoked_at IS NULL`
}

/** Returns the pending new email address of a person, or null. */
export async function pendingEmailChange(userId: string): Promise<{ email: string; expiresAt: Date } | null> {
  const [row] = await db().$queryRaw<{ email: string; expiresAt: Date }[]>`
    SELECT subject AS email, expires_at AS "expiresAt" FROM secrets
    WHERE user_id = ${userId} AND kind = 'change_email' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    ORDER BY expires_at DESC LIMIT 1`
  return row ?? null
}

/** Counts people's active tokens of the given kinds; people without any are absent. */
export async function liveLinks(tx: Tx, kinds: LinkKind[], userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ user_id: string; n: number }[]>`
    SELECT user_id, count(*)::int AS n FROM secrets
    WHERE user_id = ANY(${[...userIds]}::text[]) AND kind = ANY(${kinds})
      AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    GROUP BY user_id`
  return new Map(rows.map((row) => [row.user_id, row.n]))
}

/** Purges links 90 days after they expired; until then their page explains whom to contact. */
export async function purgeLinks(): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM secrets WHERE hash IN (
        SELECT hash FROM secrets WHERE expires_at < now() - interval '90 days' LIMIT ${batch})`,
  )
}

/** Deletes all links and tokens of people. */
export async function eraseSecrets(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.secret.deleteMany({ where: { userId: { in: [...userIds] } } })
}
