import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import type { Elsewhere } from "../core/identity/challenges"
import { IdentityProblem } from "./problem"

type Which = Pick<Elsewhere, "issuer" | "subject">

/** An account elsewhere that is linked to one here. */
export type Linked = { id: string; userId: string }

/** Returns whose an account elsewhere is; null where it is linked to none. */
export async function findIdentity({ issuer, subject }: Which, client: Tx = db()): Promise<Linked | null> {
  const [whose] = await client.$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM identities WHERE issuer = ${issuer} AND subject = ${subject}`
  if (!whose) return null
  const [row] = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM user_identities WHERE user_id = ${whose.user_id} AND issuer = ${issuer} AND subject = ${subject}`
  return row ? { id: row.id, userId: whose.user_id } : null
}

/** Returns which of these people have linked an account elsewhere. */
export async function havingIdentity(userIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT user_id FROM user_identities WHERE user_id = ANY(${[...userIds]}::text[])`
  return rows.map((row) => row.user_id)
}

/**
 * Records the use of an identity for a sign-in, behind the account's lock.
 * @returns whether it is still linked to the account
 */
export async function useIdentity(tx: Tx, { id, userId }: Linked): Promise<boolean> {
  const used = await tx.$executeRaw`
    UPDATE user_identities SET last_used_at = now() WHERE user_id = ${userId} AND id = ${id}`
  return used > 0
}

/**
 * Links an account elsewhere to one here, which the caller has locked.
 * @returns its ID, and whether it is new
 * @throws IdentityProblem elsewhere, where it is linked to another account
 */
export async function insertIdentity(
  tx: Tx,
  userId: string,
  { issuer, subject, provider, email, label }: Elsewhere,
  used: boolean,
): Promise<{ id: string; added: boolean }> {
  await tx.$executeRaw`
    INSERT INTO identities (issuer, subject, user_id) VALUES (${issuer}, ${subject}, ${userId})
    ON CONFLICT (issuer, subject) DO NOTHING`
  const [whose] = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM identities WHERE issuer = ${issuer} AND subject = ${subject} FOR UPDATE`
  if (whose?.user_id !== userId) throw new IdentityProblem("elsewhere")
  const id = newId("idn")
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO user_identities (user_id, issuer, subject, id, provider, email, label, last_used_at)
    VALUES (${userId}, ${issuer}, ${subject}, ${id}, ${provider}, ${email}, ${label},
            CASE WHEN ${used}::boolean THEN now() END)
    ON CONFLICT (user_id, issuer, subject) DO UPDATE SET provider = EXCLUDED.provider
    RETURNING id`
  return { id: row?.id ?? id, added: row?.id === id }
}
