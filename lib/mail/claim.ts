import { db, Prisma, type Tx } from "../core/db/client"

/**
 * An email that this worker may send until its lease ends. `attempts` identifies the claim: the next one has a higher
 * number.
 */
export type Claimed = {
  id: string
  recipient: string
  template: string
  payload: Uint8Array
  attempts: number
  priority: number
  request_id: string | null
  /** The language for recipients without an account or without a chosen language. */
  locale: string | null
  /** Seconds since it was queued. */
  age: number
}

/** Longer than any attempt takes. */
export const leaseSeconds = 120

/** Claims one email, or returns null if it isn't due or another worker has it. */
export async function claimMail(id: string): Promise<Claimed | null> {
  const [mail] = await claim(Prisma.sql`AND id = ${id}`, 1)
  return mail ?? null
}

/**
 * Claims emails that are due, including those whose worker crashed: by priority, then by age.
 * @param least the least urgent priority to claim
 */
export async function claimDue(limit: number, least: number): Promise<Claimed[]> {
  const claimed = await claim(Prisma.sql`AND priority <= ${least}::int`, limit)
  return claimed.sort((a, b) => a.priority - b.priority)
}

/** Postpones a queued email without counting an attempt. @returns whether it is still queued */
export async function putOff(tx: Tx, id: string, seconds: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE mails SET next_try_at = now() + make_interval(secs => ${seconds}::float8)
    WHERE id = ${id} AND state IN ('queued', 'sending') AND next_try_at <= now() AND (lease_until IS NULL OR lease_until <= now())`
  return changed > 0
}

function claim(which: Prisma.Sql, limit: number): Promise<Claimed[]> {
  return db().$queryRaw<Claimed[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM mails
      WHERE state IN ('queued', 'sending') AND next_try_at <= now() AND (lease_until IS NULL OR lease_until <= now()) ${which}
      ORDER BY priority, next_try_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
    UPDATE mails SET state = 'sending', attempts = attempts + 1, updated_at = now(),
      lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE id IN (SELECT id FROM due)
    RETURNING id, recipient, template, payload, attempts, priority, request_id, locale,
              extract(epoch FROM now() - created_at)::float8 AS age`
}
