import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import type { PasswordChange } from "../accounts/schema"
import { notifyOfPasswordChange, storePassword } from "../accounts/service"
import { recordEvent, systemTenant } from "../audit-events/record"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import type { UserCaller } from "../core/identity/caller"
import { hashPassword } from "../core/identity/passwords"
import { end } from "../endings/end"
import { renewProof } from "../sessions/service"

/**
 * Changes the caller's password and revokes what `endings` lists; the current session continues.
 * @throws AppError validation_failed: current_password incorrect, new_password too weak
 */
export async function changePassword(me: UserCaller, input: z.output<typeof PasswordChange>): Promise<void> {
  const prepare = async () => {
    await refuseUnsafePassword(input.new_password, me.email, "new_password")
    return hashPassword(input.new_password)
  }
  await withPassword(me, input.current_password, { field: "current_password", prepare }, async (tx, account, hash) => {
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
  })
}
