import { systemTenant } from "../audit-events/record"
import { log } from "../core/observability/log"
import { keyRecoveryCodes, resealTotpSecrets } from "../second-factor/renew"
import { trimAudit } from "./audit"
import { eachTenant } from "./batches"
import { clearExpired, clearIdempotencyKeys } from "./expired"
import { eraseMails } from "./mails"
import { closedAccounts, eraseAccounts, forgetWithin } from "./people"
import { purgeEndedMemberships, purgeTenant } from "./tenants"

/**
 * Once a day: what was deleted 30 days ago goes for good, and what is only kept for a while goes when that is over.
 * All of it can be cut off at any point and be begun again.
 */
export async function keepHouse(): Promise<void> {
  const since = Date.now()
  const people = await closedAccounts()
  await eachTenant(async (tenantId) => {
    await purgeTenant(tenantId)
    await purgeEndedMemberships(tenantId)
    if (people.length > 0) await forgetWithin(tenantId, people)
    await clearIdempotencyKeys(tenantId)
    await trimAudit(tenantId)
  })
  await clearIdempotencyKeys(systemTenant)
  await trimAudit(systemTenant)
  await eraseAccounts(people)
  await clearExpired()
  await eraseMails()
  await keyRecoveryCodes()
  await resealTotpSecrets()
  log.info({ ms: Date.now() - since }, `kept house: erased ${people.length} closed accounts`)
}
