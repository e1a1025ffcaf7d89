import { db, Prisma } from "../core/db/client"

/** A mail that is this worker's to send until the lease ends. `attempts` tells it from whoever takes over afterwards. */
export type Claimed = {
  id: string
  recipient: string
  template: string
  payload: Uint8Array
  attempts: number
  request_id: string | null
  /** The language for who has no account, or never chose one. */
  locale: string | null
  /** Seconds since it was written. */
  age: number
}

/** Longer than any attempt takes. */
export const leaseSeconds = 120

/** Claims one mail, if it is due and nobody else's. */
export async function claimMail(id: string): Promise<Claimed | null> {
  const [mail] = await claim(Prisma.sql`AND id = ${id}`, 1)
  return mail ?? null
}

/** Claims mails that are due, also those whose worker is gone, the longest waiting first. */
export function claimDue(limit: number): Promise<Claimed[]> {
  return claim(Prisma.empty, limit)
}

function claim(which: Prisma.Sql, limit: number): Promise<Claimed[]> {
  return db().$queryRaw<Claimed[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM mails
      WHERE state IN ('queued', 'sending') AND next_try_at <= now() AND (lease_until IS NULL OR lease_until <= now()) ${which}
      ORDER BY next_try_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
    UPDATE mails SET state = 'sending', attempts = attempts + 1, updated_at = now(),
      lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE id IN (SELECT id FROM due)
    RETURNING id, recipient, template, payload, attempts, request_id, locale,
              extract(epoch FROM now() - created_at)::float8 AS age`
}
