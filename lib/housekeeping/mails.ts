import { db } from "../core/db/client"
import { env } from "../core/env"
import { batch, untilDone } from "./batches"

/**
 * What a mail said, and with it the link, is erased a day after it was dealt with; demo and development keep it 30 days
 * for the inbox. That there was a mail, and what became of it, goes after 90 days.
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
