import { currentRequest } from "../core/context"
import { randomToken, sha256 } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"

/** Days in which a browser is asked for no code. */
export const rememberedDays = 30

/** Accounts that one browser remembers. */
const mostAccounts = 5

const hashesOf = (cookie: string | undefined) =>
  (cookie ?? "")
    .split(".")
    .filter((token) => /^[\w-]{43}$/.test(token))
    .slice(0, mostAccounts)
    .map(sha256)

/** The cookie's value with one more token, newest first. */
export const withToken = (cookie: string | undefined, token: string): string =>
  [token, ...(cookie ?? "").split(".").filter((one) => /^[\w-]{43}$/.test(one))].slice(0, mostAccounts).join(".")

/** Whether this request's browser is remembered for an account. */
export async function isRemembered(userId: string): Promise<boolean> {
  const hashes = hashesOf(currentRequest().remembered)
  if (hashes.length === 0) return false
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM remembered_devices
    WHERE user_id = ${userId} AND hash = ANY(${hashes}::bytea[]) AND revoked_at IS NULL AND expires_at > now() LIMIT 1`
  return rows.length > 0
}

/**
 * Uses that this request's browser is remembered for an account, behind the account's lock.
 * @returns when the code was shown there; null where it is no longer remembered
 */
export async function rememberedSince(tx: Tx, userId: string): Promise<Date | null> {
  const hashes = hashesOf(currentRequest().remembered)
  const rows = await tx.$queryRaw<{ created_at: Date }[]>`
    UPDATE remembered_devices SET last_used_at = now()
    WHERE user_id = ${userId} AND hash = ANY(${hashes}::bytea[]) AND revoked_at IS NULL AND expires_at > statement_timestamp()
    RETURNING created_at`
  return rows.reduce<Date | null>((last, row) => (last && last > row.created_at ? last : row.created_at), null)
}

/**
 * Remembers this request's browser for an account, in the transaction in which its code was accepted.
 * @returns the token for the browser's cookie, 256 random bits, stored as SHA-256 only
 */
export async function rememberDevice(tx: Tx, userId: string): Promise<string> {
  const token = randomToken()
  await tx.$executeRaw`
    INSERT INTO remembered_devices (user_id, id, hash, user_agent, expires_at)
    VALUES (${userId}, ${newId("dev")}, ${sha256(token)}, ${currentRequest().userAgent},
            now() + make_interval(days => ${rememberedDays}::int))`
  return token
}
