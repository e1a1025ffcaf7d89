import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import type { Claimed } from "./claim"
import type { Outcome } from "./outcome"
import { wakeWorker } from "./wake"

const giveUpSeconds = 72 * 3600

/**
 * Stores the result of an attempt, unless another worker or a webhook has stored a later one.
 * @returns whether it was stored
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

/**
 * Returns the seconds until the next attempt: 4, 8, 16 … up to an hour, minus a random part of up to half, so that
 * retries spread out.
 */
export function backoff(attempts: number): number {
  return Math.min(4 * 2 ** (attempts - 1), 3600) * (0.5 + Math.random() / 2)
}
