import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { log } from "../core/observability/log"
import { openSealed } from "../core/seal"
import { type Claimed, claimDue, claimMail, leaseSeconds, putOff } from "./claim"
import { deadLink } from "./dead-link"
import { inTurn } from "./in-turn"
import { languagesOf } from "./language"
import type { Outcome, Outgoing, Transport } from "./outcome"
import { pace } from "./pace"
import { priorities } from "./priority"
import { renderMail } from "./render"
import { settle } from "./settle"
import type { MailData, Template } from "./templates"
import { transport } from "./transport"
import { clearBounce, markUndeliverable } from "./undeliverable"
import { wakeWorker } from "./wake"

const batchSize = 10
const attemptMs = 75_000
const rolloutSeconds = 3_600

/** Sends an email of the queue; a bulk email waits while the provider asks us to slow down. */
export async function sendQueued({ id, priority }: { id?: unknown; priority?: unknown }): Promise<void> {
  const wait = priority === priorities.bulk ? pace().wait(String(id)) / 1000 : 0
  if (wait === 0) return sendMail(String(id))
  await transaction(async (tx) => {
    if (await putOff(tx, String(id), wait)) await wakeWorker(tx, String(id), priorities.bulk, wait)
  })
}

/** Sends one email, if it is due and not claimed by another worker. */
export async function sendMail(id: string, via: Transport = transport()): Promise<void> {
  const mail = await claimMail(id)
  if (mail) await deliver(mail, via)
}

/**
 * Sends every email that is due: those without a job, and those whose worker crashed.
 * @param signal stops between two batches
 */
export async function sweepMails(signal?: AbortSignal, via: Transport = transport()): Promise<void> {
  let swept = batchSize
  while (swept === batchSize && !signal?.aborted) {
    const least = pace().isKept() ? priorities.warning : priorities.bulk
    const claimed = await claimDue(batchSize, least)
    await Promise.all(claimed.map((mail) => deliver(mail, via)))
    swept = claimed.length
  }
}

/** Prepares emails concurrently. Where they are sent one at a time, each is settled before the next is sent. */
async function deliver(mail: Claimed, via: Transport): Promise<void> {
  const claimedAt = performance.now()
  const prepared = await prepare(mail).catch(retry)
  const sendAndSettle = async () => {
    const waited = performance.now() - claimedAt
    await finish(mail, via, "state" in prepared ? prepared : await send(prepared, via, waited))
  }
  await (via.oneAtATime ? inTurn(mail.priority, sendAndSettle) : sendAndSettle())
}

async function finish(mail: Claimed, via: Transport, outcome: Outcome): Promise<void> {
  if (outcome.state === "retry" && outcome.busy) pace().refused(outcome.afterSeconds)
  if (outcome.state === "sent") pace().taken()
  const settled = await settle(mail, via.name, outcome)
  if (settled && outcome.state === "bounced") await markUndeliverable(mail.recipient, "bounced")
  if (outcome.state === "sent" && via.name === "smtp") await clearBounce(mail.recipient)
  const line = { request_id: mail.request_id ?? "system", error: outcome.answer.replace(/\S+@\S+/g, "…").slice(0, 200) }
  const text = `mail ${mail.template}, attempt ${mail.attempts} by ${via.name}: ${outcome.state}`
  if (outcome.state === "sent" || outcome.state === "dropped") log.info({ request_id: line.request_id }, text)
  else log.warn(line, text)
}

/** Returns the message, or why there is nothing to send. */
async function prepare(mail: Claimed): Promise<Outgoing | Outcome> {
  const template = mail.template as Template
  const data = openSealed<MailData[Template]>("mail", mail.payload)
  if (!data) return unreadable(mail)
  const dead = await deadLink(data)
  if (dead) return dead
  const [locale = "en"] = await languagesOf([mail])
  const message = await renderMail(template, data, locale).catch((error: unknown) => describeError(error))
  if (typeof message === "string") return { state: "failed", answer: `the message cannot be written: ${message}` }
  return { id: mail.id, from: env().MAIL_FROM, to: mail.recipient, ...message }
}

/** Returns the email to the queue if the rest of its lease might be too short for an attempt. Times are in milliseconds. */
async function send(message: Outgoing, via: Transport, waited: number): Promise<Outcome> {
  if (waited + attemptMs > leaseSeconds * 1000) return { state: "retry", answer: "other emails took too long to send" }
  return Promise.race([via.send(message), timeout()]).catch(retry)
}

const retry = (error: unknown): Outcome => ({ state: "retry", answer: describeError(error) })

/** While AUTH_SECRET is rotated server by server, another worker can decrypt it; after an hour, none can. */
function unreadable({ age }: Claimed): Outcome {
  const answer = "its content cannot be decrypted: it was written under another AUTH_SECRET"
  return { state: age < rolloutSeconds ? "retry" : "failed", answer }
}

function timeout(): Promise<Outcome> {
  return new Promise((done) =>
    setTimeout(() => done({ state: "retry", answer: "no answer in time" }), attemptMs).unref(),
  )
}

function describeError(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } }
  return [message ?? String(error), cause?.message || cause?.code].filter(Boolean).join(": ").slice(0, 500)
}
