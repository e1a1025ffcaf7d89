import type { Tx } from "../core/db/client"

/** An account elsewhere, as a list of what remains names it. */
export type RemainingIdentity = { id: string; provider: string; label: string }

/** Unlinks accounts elsewhere from people: all, or these. */
export async function removeIdentities(
  tx: Tx,
  userIds: readonly string[],
  ids: readonly string[] | null = null,
): Promise<void> {
  const removed = await tx.$queryRaw<{ issuer: string; subject: string }[]>`
    DELETE FROM user_identities
    WHERE user_id = ANY(${[...userIds]}::text[]) AND (${ids === null} OR id = ANY(${[...(ids ?? [])]}::text[]))
    RETURNING issuer, subject`
  if (removed.length === 0) return
  const [issuers, subjects] = [removed.map((row) => row.issuer), removed.map((row) => row.subject)]
  await tx.$executeRaw`
    DELETE FROM identities WHERE user_id = ANY(${[...userIds]}::text[])
      AND (issuer, subject) IN (SELECT * FROM unnest(${issuers}::text[], ${subjects}::text[]))`
}

/** Returns the accounts elsewhere that go on to open a person's account. */
export function remainingIdentities(tx: Tx, userId: string): Promise<RemainingIdentity[]> {
  return tx.$queryRaw`
    SELECT id, provider, label FROM user_identities WHERE user_id = ${userId} ORDER BY linked_at, id`
}
