import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { log } from "../core/observability/log"
import { remindOf } from "../invites/remind"
import { eachTenant } from "./tenants"

type Ending = { id: string }

/**
 * Once an hour: reminds people who were invited days ago and have not responded that the invitation expires within a
 * day.
 */
export async function remindInvited(): Promise<void> {
  let sent = 0
  await eachTenant(async (tenantId) => {
    const invites = await db().$queryRaw<Ending[]>`
      SELECT id FROM invites
      WHERE tenant_id = ${tenantId} AND status = 'pending' AND reminded_at IS NULL
        AND expires_at > now() + interval '1 hour' AND expires_at <= now() + interval '1 day'
        AND sent_at < now() - interval '2 days'
      LIMIT 1000`
    for (const { id } of invites) if (await transaction((tx) => remindOf(tx, tenantId, id))) sent++
  })
  if (sent > 0) log.info(`reminded ${sent} people of an invite that ends tomorrow`)
}
