import { batch, untilDone } from "../core/db/batches"
import { db, type Tx } from "../core/db/client"
import { env } from "../core/env"

/**
 * Erases the content of an email, and with it the link, a day after it was handled; demo and development keep it for 30
 * days, for the inbox. The row with its state is deleted after 90 days.
 */
export async function eraseMails(): Promise<void> {
  const days = env().mode === "production" ? 1 : 30
  await untilDone(
    () => db().$executeRaw`
      UPDATE mails SET payload = ''::bytea WHERE id IN (
        SELECT id FROM mails
        WHERE state NOT IN ('queued', 'sending') AND updated_at < now() - make_interval(days => ${days}::int)
          AND payload <> ''::bytea
        LIMIT ${batch})`,
  )
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM mails WHERE id IN (
        SELECT id FROM mails WHERE created_at < now() - interval '90 days' LIMIT ${batch})`,
  )
}

/** Purges webhook IDs after a day: none is redelivered later than that. */
export async function purgeWebhookIds(): Promise<void> {
  await db().$executeRaw`DELETE FROM webhook_deliveries WHERE received_at < now() - interval '1 day'`
}

/** Purges the emails of a tenant. */
export async function purgeMailsOf(tenantId: string): Promise<void> {
  await db().mail.deleteMany({ where: { tenantId } })
}

/** Erases the emails sent to addresses, and whether the addresses accept email. */
export async function eraseMailsTo(tx: Tx, emails: readonly string[]): Promise<void> {
  await tx.mail.deleteMany({ where: { recipient: { in: [...emails] } } })
  await tx.undeliverableAddress.deleteMany({ where: { email: { in: [...emails] } } })
}
