import { lockAccounts } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { SettingsError } from "../core/check-settings"
import { batch, untilDone } from "../core/db/batches"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { log } from "../core/observability/log"
import { end } from "../endings/end"

/**
 * Passkeys of another domain no longer work: refuses to start, keeps them or deletes them, by WEBAUTHN_OTHER_PASSKEYS.
 * Without a database the server starts; passkeys of other domains are refused in any case.
 * @throws SettingsError
 */
export async function checkDomainOfPasskeys(): Promise<void> {
  const { RP_ID, WEBAUTHN_OTHER_PASSKEYS: what } = env()
  if (what === "keep") return
  const other = { rpId: { not: RP_ID ?? "" } }
  const found = await db()
    .passkey.findFirst({ where: other, select: { rpId: true } })
    .catch(() => null)
  if (!found) return
  if (what === "refuse")
    throw new SettingsError(
      `Passkeys of ${found.rpId} exist, but would no longer work: set WEBAUTHN_RP_ID=${found.rpId}, or WEBAUTHN_OTHER_PASSKEYS=delete to delete them.`,
    )
  let total = 0
  await untilDone(async () => {
    const rows = await db().passkey.findMany({ where: other, select: { userId: true, id: true }, take: batch })
    if (rows.length > 0) await deleteAll(rows)
    total += rows.length
    return rows.length
  })
  log.warn({ passkeys: total }, "deleted the passkeys of other domains")
}

async function deleteAll(rows: readonly { userId: string; id: string }[]): Promise<void> {
  const userIds = [...new Set(rows.map((row) => row.userId))]
  const passkeyIds = rows.map((row) => row.id)
  await transaction(async (tx) => {
    await lockAccounts(tx, userIds)
    const { sessions } = await end(tx, "passkey_removed", { userIds, passkeyIds })
    await recordEvent(tx, "system", {
      tenantId: systemTenant,
      action: "user.passkeys_deleted",
      after: { passkeys: passkeyIds.length, ended: sessions },
    })
  })
}
