import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import type { PasswordChange } from "../accounts/schema"
import { notifyOfPasswordChange, storePassword } from "../accounts/service"
import { type Account, lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import type { UserCaller } from "../core/identity/caller"
import { hashPassword } from "../core/identity/passwords"
import { newPasswordRules } from "../core/identity/weak-passwords"
import { end } from "../endings/end"
import { hasFreshProof, renewProof } from "../sessions/service"

/**
 * Changes the caller's password and revokes what `endings` lists; the current session continues. An account without one
 * gets its first: by an emailed code as `current_password`, or without it soon after signing in.
 * @throws AppError validation_failed: current_password required or incorrect, new_password too weak
 */
export async function changePassword(me: UserCaller, input: z.output<typeof PasswordChange>): Promise<void> {
  const prepare = async () => {
    await refuseUnsafePassword(input.new_password, me.email, "new_password")
    return hashPassword(input.new_password)
  }
  const { current_password: current } = input
  if (current !== undefined)
    return withPassword(me, current, { field: "current_password", prepare }, (tx, account, hash) =>
      store(tx, me, account, hash),
    )
  const isRecent = (client: Tx) => hasFreshProof(client, me.userId, me.sessionId, false)
  if (me.hasPassword || !(await isRecent(db()))) throw unproved(me, input)
  const hash = await prepare()
  await transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    if (account.passwordHash !== null) throw unproved({ hasPassword: true }, input)
    if (!(await isRecent(tx))) throw unproved(me, input)
    await store(tx, me, account, hash)
  })
}

/** Reports all fields together, the new password too. */
function unproved({ hasPassword }: Pick<UserCaller, "hasPassword">, input: Record<string, unknown>): AppError {
  const missing = {
    field: "current_password",
    code: "required",
    ...(!hasPassword && { reason: "proof_code" as const }),
  } as const
  return new AppError("validation_failed", { fields: [missing, ...newPasswordRules("new_password")(input)] })
}

async function store(tx: Tx, me: UserCaller, account: Account, hash: string): Promise<void> {
  await storePassword(tx, me.userId, hash)
  await end(tx, "password_changed", { userIds: [me.userId], sessionId: me.sessionId })
  await renewProof(tx, me.userId, me.sessionId)
  await notifyOfPasswordChange(tx, account)
  await recordEvent(tx, me, {
    tenantId: me.tenantId ?? systemTenant,
    organizationId: me.organizationId,
    action: "user.password_changed",
    target: { type: "user", id: me.userId },
  })
}
