import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { end } from "../endings/end"
import { lockScope } from "../organizations/store"
import { listSessionsIn } from "../sessions/me"
import type { SessionQuery } from "../sessions/schema"
import { checkRank, within } from "./reach"

/**
 * Checks that the actor may send a member a password reset email.
 * @returns the member's address
 * @throws AppError not_found, role_above_your_own
 */
export async function addressForReset(client: Tx, actor: Actor<"users:write">, userId: string): Promise<string> {
  const [user] = await checkRank(client, actor, await within(client, actor, userId))
  if (!user) throw new AppError("not_found")
  return user.email
}

/**
 * Returns a member's sessions that the actor can end.
 * @throws AppError not_found
 */
export async function listMemberSessions(
  actor: Actor<"users:write">,
  userId: string,
  query: z.output<typeof SessionQuery>,
) {
  await within(db(), actor, userId)
  return listSessionsIn(userId, actor, query)
}

/**
 * Revokes a member's API sessions in the actor's scope, with every access token for it.
 * @throws AppError not_found, role_above_your_own
 */
export async function endMemberSessions(actor: Actor<"users:write">, userId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockScope(tx, actor)
    const current = await assertStillAuthorized(tx, actor, "users:write")
    await checkRank(tx, current, await within(tx, current, userId))
    const { tenantId, organizationId } = actor
    const subject = { userIds: [userId], tenantIds: [tenantId], organizationId }
    const { sessions: ended } = await end(tx, "sessions_ended_by_admin", subject)
    await recordEvent(tx, current.caller, {
      tenantId,
      organizationId,
      action: "member.sessions_ended",
      target: { type: "user", id: userId },
      after: { ended },
    })
  })
}
