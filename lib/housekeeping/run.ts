import { closedAccounts } from "../accounts/purge"
import { trimAudit } from "../audit-events/purge"
import { systemTenant } from "../audit-events/record"
import { purgeTombstones } from "../changes/purge"
import { purgeIdempotencyKeys } from "../core/http/idempotency-store"
import { purgeChallenges } from "../core/identity/challenges"
import { purgeLinks } from "../core/identity/secrets"
import { log } from "../core/observability/log"
import { eraseMails, purgeWebhookIds } from "../mail/purge"
import { purgeEndedMemberships } from "../memberships/purge"
import { rotateDueKeys } from "../oidc/keys"
import { purgeRecords, purgeSigningKeys } from "../oidc/purge"
import { purgeDevices } from "../remembered-devices/purge"
import { purgeRevocations } from "../revocations/purge"
import { keyRecoveryCodes, resealTotpSecrets } from "../second-factor/renew"
import { purgeSessions } from "../sessions/purge"
import { refoldAll } from "./names"
import { erasePeople, forgetWithin } from "./people"
import { eachTenant, purgeTenant } from "./tenants"

/**
 * Once a day: purges what was deleted 30 days ago, and what has passed its retention time. Can be interrupted at any
 * point and repeated.
 */
export async function keepHouse(): Promise<void> {
  const since = Date.now()
  const people = await closedAccounts()
  await eachTenant(async (tenantId) => {
    await purgeTenant(tenantId)
    await purgeEndedMemberships(tenantId)
    if (people.length > 0) await forgetWithin(tenantId, people)
    await purgeIdempotencyKeys(tenantId)
    await purgeTombstones(tenantId)
    await purgeRevocations(tenantId)
    await trimAudit(tenantId)
  })
  await purgeIdempotencyKeys(systemTenant)
  await trimAudit(systemTenant)
  await erasePeople(people)
  await purgeLinks()
  await purgeChallenges()
  await purgeDevices()
  await purgeSessions()
  await purgeRecords()
  await purgeSigningKeys()
  await rotateDueKeys()
  await purgeWebhookIds()
  await eraseMails()
  await keyRecoveryCodes()
  await resealTotpSecrets()
  await refoldAll()
  log.info({ ms: Date.now() - since }, `kept house: erased ${people.length} closed accounts`)
}
