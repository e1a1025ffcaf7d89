import { singleton } from "../core/cache/singleton"
import { db } from "../core/db/client"
import { log } from "../core/observability/log"

/**
 * State of the email queue. `oldestSeconds` is the age of the email that has waited longest; `lastAnswer` is the
 * response to the last failed attempt.
 */
type MailBacklog = { waiting: number; oldestSeconds: number; failedToday: number; lastAnswer: string | null }

/** Counts emails that wait, and those that failed or bounced in the last 24 hours. */
export async function mailBacklog(): Promise<MailBacklog> {
  const [row] = await db().$queryRaw<{ waiting: number; oldest: number }[]>`
    SELECT count(*)::int AS waiting, COALESCE(extract(epoch FROM now() - min(created_at)), 0)::int AS oldest
    FROM mails WHERE state IN ('queued', 'sending')`
  const [failed] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM mails
    WHERE created_at > now() - interval '4 days' AND state IN ('failed', 'bounced') AND updated_at > now() - interval '1 day'`
  const [last] = await db().$queryRaw<{ last_answer: string | null }[]>`
    SELECT last_answer FROM mails WHERE state IN ('queued', 'sending') AND last_answer IS NOT NULL
    ORDER BY updated_at DESC LIMIT 1`
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: row?.oldest ?? 0,
    failedToday: failed?.n ?? 0,
    lastAnswer: last?.last_answer ?? null,
  }
}

const slowAfterSeconds = 120

/** Logs every five minutes while emails wait too long, and once when they no longer do. */
export async function reportBacklog(): Promise<void> {
  const said = singleton("mail-backlog", () => ({ at: 0 }))
  const { waiting, oldestSeconds, lastAnswer } = await mailBacklog()
  if (oldestSeconds < slowAfterSeconds) {
    if (said.at > 0) log.info("mail goes out again")
    said.at = 0
  } else if (Date.now() - said.at > 300_000) {
    said.at = Date.now()
    const error = lastAnswer?.replace(/\S+@\S+/g, "…").slice(0, 200)
    log.warn({ error }, `${waiting} emails wait, the oldest for ${Math.round(oldestSeconds / 60)} minutes`)
  }
}
