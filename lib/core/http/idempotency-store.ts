import { db, Prisma, type Tx } from "../db/client"
import { AppError } from "../errors"
import { log } from "../observability/log"

/** What a key is one of: the same word from somebody else, or for something else, is another key. */
export type KeyId = {
  tenantId: string
  credential: string
  organizationId: string
  method: string
  path: string
  key: string
}

/** A key that is this request's to carry out. `claimedAt` tells it from whoever takes the key over after a crash. */
export type Attempt = KeyId & { claimedAt: Date }

type Found = { attempt: Attempt } | { attempt: null; print: Uint8Array; answer: Uint8Array | null }

/** Longer than any request takes; what crashed within it can be sent again afterwards. */
const leaseSeconds = 60
const keptHours = 24

type Claimed = { claimed_at: Date }

// In milliseconds, so that JavaScript's dates can say which claim is meant.
const moment = Prisma.sql`date_trunc('milliseconds', now())`
const lapse = Prisma.sql`now() + make_interval(secs => ${leaseSeconds}::int)`

/**
 * Claims a key, or finds what was made of it. A key that has expired, and a claim that nobody followed up, are free.
 * @param print HMAC of the request's body
 */
export async function claim(id: KeyId, print: { current: Uint8Array }): Promise<Found> {
  const { tenantId, credential, organizationId, method, path, key } = id
  const [fresh] = await db().$queryRaw<Claimed[]>`
    INSERT INTO idempotency_keys (tenant_id, credential, organization_id, method, path, key, body_hmac, created_at, expires_at)
    VALUES (${tenantId}, ${credential}, ${organizationId}, ${method}, ${path}, ${key}, ${print.current}, ${moment}, ${lapse})
    ON CONFLICT DO NOTHING RETURNING created_at AS claimed_at`
  if (fresh) return { attempt: { ...id, claimedAt: fresh.claimed_at } }
  const [free] = await db().$queryRaw<Claimed[]>`
    UPDATE idempotency_keys
    SET body_hmac = ${print.current}, created_at = ${moment}, expires_at = ${lapse}, status = NULL, answer = NULL
    WHERE tenant_id = ${tenantId} AND credential = ${credential} AND organization_id = ${organizationId}
      AND method = ${method} AND path = ${path} AND key = ${key} AND expires_at <= now()
    RETURNING created_at AS claimed_at`
  if (free) return { attempt: { ...id, claimedAt: free.claimed_at } }
  const row = await db().idempotencyKey.findFirst({ where: id })
  // It was released between the two statements; the next attempt gets it.
  if (!row) throw new AppError("request_in_progress", { retryAfter: 1 })
  return { attempt: null, print: row.bodyHmac, answer: row.answer }
}

/**
 * Keeps the answer for 24 hours, in the transaction of the write. Null where it is not known yet, because there is more
 * to write: after a crash before the end the key is free once the claim lapses, and what was done has to bear being asked again.
 * @throws AppError request_in_progress when the claim has lapsed and somebody else has it: nothing is to be committed
 */
export async function keep(
  client: Tx,
  attempt: Attempt,
  answer: Uint8Array | null,
  status: number | null,
): Promise<void> {
  const { tenantId, credential, organizationId, method, path, key, claimedAt } = attempt
  const seconds = answer ? keptHours * 3600 : leaseSeconds
  const changed = await client.$executeRaw`
    UPDATE idempotency_keys
    SET answer = ${answer}, status = ${status}::int, expires_at = now() + make_interval(secs => ${seconds}::int)
    WHERE tenant_id = ${tenantId} AND credential = ${credential} AND organization_id = ${organizationId}
      AND method = ${method} AND path = ${path} AND key = ${key} AND created_at = ${claimedAt}`
  if (changed === 0) throw new AppError("request_in_progress", { retryAfter: 1 })
}

/** Keeps an answer that the transaction of the write could not know, or that there was nothing to write for. */
export async function keepAnswer(attempt: Attempt, answer: Uint8Array, status: number): Promise<void> {
  await keep(db(), attempt, answer, status).catch((error: unknown) =>
    log.warn({ error: String(error).slice(0, 200) }, "could not keep the answer to an Idempotency-Key"),
  )
}

/** Gives a claim back, unless something was committed under it. */
export async function release({
  tenantId,
  credential,
  organizationId,
  method,
  path,
  key,
  claimedAt,
}: Attempt): Promise<void> {
  await db().$executeRaw`
    DELETE FROM idempotency_keys
    WHERE tenant_id = ${tenantId} AND credential = ${credential} AND organization_id = ${organizationId}
      AND method = ${method} AND path = ${path} AND key = ${key} AND created_at = ${claimedAt}
      AND expires_at <= ${lapse}`
}

/**
 * Purges the answers that a tenant's keys have been kept for long enough.
 * @param all those that are still kept too, because the tenant goes
 */
export async function purgeIdempotencyKeys(tenantId: string, all = false): Promise<void> {
  await db().$executeRaw`DELETE FROM idempotency_keys WHERE tenant_id = ${tenantId} AND (${all} OR expires_at < now())`
}
