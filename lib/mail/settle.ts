import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import type { Claimed } from "./claim"
import type { Outcome } from "./outcome"
import { wakeWorker } from "./wake"

const giveUpSeconds = 72 * 3600

/**
 * Writes down what became of a claimed mail, unless somebody else knows better by now: another worker or a webhook.
 * @returns whether it did
 */
export async function settle(mail: Claimed, transportName: string, outcome: Outcome): Promise<boolean> {
  if (outcome.state === "retry" && mail.age < giveUpSeconds) return tryLater(mail, transportName, outcome)
  const state = outcome.state === "retry" ? "failed" : outcome.state
  const answer = outcome.state === "retry" ? `gave up after 72 hours: ${outcome.answer}` : outcome.answer
  const changed = await db().$executeRaw`
    UPDATE mails SET state = ${state}, lease_until = NULL, updated_at = now(), last_answer = ${answer.slice(0, 500)},
      transport = ${transportName}, transport_id = ${outcome.state === "sent" ? outcome.transportId : null},
      sent_at = CASE WHEN ${state} = 'sent' THEN now() END
    WHERE id = ${mail.id} AND attempts = ${mail.attempts} AND state = 'sending'`
  return changed > 0
}

async function tryLater(mail: Claimed, transportName: string, outcome: Outcome & { state: "retry" }): Promise<boolean> {
  const seconds = Math.min(Math.max(backoff(mail.attempts), outcome.afterSeconds ?? 0), 3600)
  return transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE mails SET state = 'queued', lease_until = NULL, updated_at = now(), transport = ${transportName},
        last_answer = ${outcome.answer.slice(0, 500)}, next_try_at = now() + make_interval(secs => ${seconds}::float8)
      WHERE id = ${mail.id} AND attempts = ${mail.attempts} AND state = 'sending'`
    if (changed > 0) await wakeWorker(tx, mail.id, mail.priority, seconds)
    return changed > 0
  })
}

/** Seconds until the next attempt: 4, 8, 16 … up to an hour, less up to a half by chance, so that retries spread out. */
export function backoff(attempts: number): number {
  return Math.min(4 * 2 ** (attempts - 1), 3600) * (0.5 + Math.random() / 2)
}
