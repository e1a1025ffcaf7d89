import { currentRequest } from "../core/context"
import { hmac, sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { log } from "../core/observability/log"

/** Successor of a refresh token: derived, so that it can be issued repeatedly. */
export const successorOf = (token: string, secret?: "previous") =>
  Buffer.from(hmac("refresh-successor", token, secret)).toString("base64url")

/**
 * Returns a used token's successor while it is unused, under either secret.
 * @returns null when it was used
 * @throws AppError unavailable when it is unused, and was derived under a secret that this server does not know
 */
export async function successorGiven(tx: Tx, token: string): Promise<string | null> {
  for (const successor of [successorOf(token), successorOf(token, "previous")]) {
    const row = await tx.secret.findUnique({ where: { hash: sha256(successor) }, select: { usedAt: true } })
    if (row) return row.usedAt === null ? successor : null
  }
  if (!(await hasUnusedSuccessor(tx, token))) return null
  log.warn(
    { request_id: currentRequest().requestId },
    "a refresh was repeated whose successor was derived under another AUTH_SECRET",
  )
  throw new AppError("unavailable", { retryAfter: 1 })
}

/** Whether the token's successor in its session is unused: tells a retry from a theft without any key. */
async function hasUnusedSuccessor(tx: Tx, token: string): Promise<boolean> {
  const [since] = await tx.$queryRaw<{ given: number; used: number }[]>`
    SELECT count(*)::int AS given, count(s.used_at)::int AS used
    FROM secrets r JOIN secrets s ON s.kind = r.kind AND s.subject = r.subject AND s.user_id = r.user_id
    WHERE r.hash = ${sha256(token)} AND s.hash <> r.hash AND s.created_at > r.used_at`
  return since?.given === 1 && since.used === 0
}
