import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { resealed } from "../core/seal"
import { keyedCodes } from "./recovery-codes"

/** Accounts per transaction. */
const batch = 500

/** Rewrites recovery codes that are still stored as plain SHA-256. Returns the number of accounts. */
export function keyRecoveryCodes(): Promise<number> {
  return eachBatch(async (tx, after) => {
    const rows = await tx.$queryRaw<{ user_id: string; recovery_codes: Uint8Array[] }[]>`
      SELECT user_id, recovery_codes FROM user_secrets
      WHERE octet_length(recovery_codes[1]) = 32 AND user_id > ${after} ORDER BY user_id LIMIT ${batch} FOR UPDATE`
    const codes = rows.flatMap(({ user_id, recovery_codes }) =>
      keyedCodes(user_id, recovery_codes).map((code) => [user_id, Buffer.from(code).toString("hex")]),
    )
    await tx.$executeRaw`
      UPDATE user_secrets s SET recovery_codes = keyed.codes
      FROM (
        SELECT user_id, array_agg(decode(code, 'hex') ORDER BY position) AS codes
        FROM unnest(${codes.map(([id]) => id)}::text[], ${codes.map(([, code]) => code)}::text[])
          WITH ORDINALITY AS given (user_id, code, position)
        GROUP BY user_id
      ) AS keyed
      WHERE s.user_id = keyed.user_id`
    return rows
  })
}

/**
 * Re-encrypts authenticator secrets of AUTH_SECRET_PREVIOUS, so that it can be dropped. Returns how many were checked.
 */
export async function resealTotpSecrets(): Promise<number> {
  if (!env().AUTH_SECRET_PREVIOUS) return 0
  return eachBatch(async (tx, after) => {
    const rows = await tx.$queryRaw<{ user_id: string; totp_secret: Uint8Array }[]>`
      SELECT user_id, totp_secret FROM user_secrets
      WHERE totp_secret IS NOT NULL AND user_id > ${after} ORDER BY user_id LIMIT ${batch} FOR UPDATE`
    const fresh = rows.flatMap(({ user_id, totp_secret }) => {
      const sealed = resealed("totp", totp_secret)
      return sealed ? [[user_id, Buffer.from(sealed).toString("hex")]] : []
    })
    await tx.$executeRaw`
      UPDATE user_secrets s SET totp_secret = decode(fresh.sealed, 'hex')
      FROM unnest(${fresh.map(([id]) => id)}::text[], ${fresh.map(([, sealed]) => sealed)}::text[]) AS fresh (user_id, sealed)
      WHERE s.user_id = fresh.user_id`
    return rows
  })
}

/** Runs a transaction per batch, by keyset: unchanged rows are not read again. */
async function eachBatch(work: (tx: Tx, after: string) => Promise<{ user_id: string }[]>): Promise<number> {
  let all = 0
  for (let after = ""; ; ) {
    const rows = await transaction((tx) => work(tx, after))
    all += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < batch) return all
    after = last.user_id
  }
}
