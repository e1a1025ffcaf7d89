import type { Tx } from "../core/db/client"
import { hour, quotaOf } from "../core/rate-limit/quota"
import { enqueueMails, type NewMail } from "./outbox"
import type { Template } from "./templates"

/**
 * Queues emails about what an organization changed for people. Each gets at most LIMIT_MAILS_PER_RECIPIENT_PER_HOUR of
 * one template from one tenant: no one can flood a mailbox by changing a role back and forth. Further changes are only
 * in the audit log. Two statements more than `enqueueMails`, whatever the number.
 * @param notices of one template and one tenant; each recipient named once
 */
export async function enqueueNotices<T extends Template>(tx: Tx, notices: readonly NewMail<T>[]): Promise<void> {
  const [first] = notices
  const quota = quotaOf({ setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour })
  if (!first || !quota) return enqueueMails(tx, notices)
  const full = await tx.$queryRaw<{ recipient: string }[]>`
    SELECT recipient FROM mails
    WHERE recipient = ANY(${notices.map(({ to }) => to)}::text[]) AND created_at > now() - make_interval(secs => ${quota.seconds}::int)
      AND tenant_id = ${first.tenantId} AND template = ${first.template}
    GROUP BY recipient HAVING count(*) >= ${quota.points}`
  const skipped = new Set(full.map(({ recipient }) => recipient))
  await enqueueMails(
    tx,
    notices.filter(({ to }) => !skipped.has(to)),
  )
}
