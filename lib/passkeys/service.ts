import type { z } from "zod"
import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, Prisma } from "../core/db/client"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { assertProved, proveFully } from "../second-factor/prove"
import type { StrongProof } from "../second-factor/schema"
import { recordChange } from "./record"
import { shown } from "./register"
import type { Passkey, PasskeyQuery } from "./schema"
import { lockPasskey } from "./store"

/** Returns the caller's passkeys, newest first. */
export const listPasskeys = (me: UserCaller, page: z.output<typeof PasskeyQuery>): Promise<Page<Passkey>> =>
  listPage<Passkey>({
    select: Prisma.sql`id, name, backed_up, created_at, last_used_at`,
    table: "passkeys",
    within: [Prisma.sql`user_id = ${me.userId}`],
    ...byCreation,
    descending: true,
    page,
  })

/** Whether a person can use a passkey here. */
export async function hasPasskey(userId: string): Promise<boolean> {
  const { RP_ID: rpId } = env()
  return rpId !== null && (await db().passkey.findFirst({ where: { userId, rpId }, select: { id: true } })) !== null
}

/** Returns which of these people can use a passkey here. */
export async function havingPasskey(userIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT user_id FROM passkeys WHERE user_id = ANY(${[...userIds]}::text[]) AND rp_id = ${env().RP_ID ?? ""}`
  return rows.map((row) => row.user_id)
}

/** Renames one of the caller's passkeys. @throws AppError not_found */
export async function renamePasskey(me: UserCaller, id: string, name: string): Promise<Passkey> {
  return transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    if (!(await lockPasskey(tx, me.userId, id))) throw new AppError("not_found")
    const passkey = await tx.passkey.update({ where: { userId_id: { userId: me.userId, id } }, data: { name } })
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "user.passkey_renamed",
      target: { type: "user", id: me.userId },
      after: { passkey: id },
    })
    return shown(passkey)
  })
}

/**
 * Removes one of the caller's passkeys, with the sessions that it began. Requires a recent proof at the account's own
 * assurance.
 * @throws AppError not_found, validation_failed (password, code), rate_limited
 */
export async function removePasskey(me: UserCaller, id: string, given: StrongProof): Promise<void> {
  if (!(await db().passkey.findUnique({ where: { userId_id: { userId: me.userId, id } } })))
    throw new AppError("not_found")
  await proveFully(me, given)
  await transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    const now = await assertSignedIn(tx, me)
    await assertProved(tx, me, account)
    const passkey = await lockPasskey(tx, me.userId, id)
    if (!passkey) throw new AppError("not_found")
    await end(tx, "passkey_removed", { userIds: [me.userId], passkeyIds: [id] })
    await recordChange(tx, now, "removed", passkey)
  })
}
