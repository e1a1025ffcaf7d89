import { db, Prisma, type Tx } from "../db/client"
import { AppError } from "../errors"
import { log } from "../observability/log"

/** Identifies an idempotency key. Keys are scoped to caller, method and path. */
export type KeyId = {
  tenantId: string
  credential: string
  organizationId: string
  method: string
  path: string
  key: string
}

/** A key claimed by this request. `claimedAt` tells it from a request that takes the key over after a crash. */
export type Attempt = KeyId & { claimedAt: Date }

type Found = { attempt: Attempt } | { attempt: null; print: Uint8Array; answer: Uint8Array | null }

/** Longer than any request takes; after a crash the request can be repeated once it has passed. */
const leaseSeconds = 60
const keptHours = 24

type Claimed = { claimed_at: Date }

// In milliseconds, so that JavaScript dates identify a claim.
const moment = Prisma.sql`date_trunc('milliseconds', now())`
const lapse = Prisma.sql`now() + make_interval(secs => ${leaseSeconds}::int)`

/**
 * Claims a key, or returns its stored state. Expired keys and lapsed claims are free.
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
 * Stores the response for 24 hours, in the transaction of the write. Null where it is not known yet, because more
 * writes follow: after a crash in between, the key is free once the claim lapses, so these writes must be safe to
 * repeat.
 * @throws AppError request_in_progress when the claim has lapsed and another request has it: nothing is to be committed
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

/** Stores a response that the transaction of the write could not know, or that had no write. */
export async function keepAnswer(attempt: Attempt, answer: Uint8Array, status: number): Promise<void> {
  await keep(db(), attempt, answer, status).catch((error: unknown) =>
    log.warn({ error: String(error).slice(0, 200) }, "could not keep the answer to an Idempotency-Key"),
  )
}

/** Releases a claim, unless something was committed under it. */
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
 * Purges a tenant's stored responses after their 24 hours.
 * @param all also the current ones, because the tenant is being purged
 */
export async function purgeIdempotencyKeys(tenantId: string, all = false): Promise<void> {
  await db().$executeRaw`DELETE FROM idempotency_keys WHERE tenant_id = ${tenantId} AND (${all} OR expires_at < now())`
}
