import { env } from "../core/env"
import { log } from "../core/observability/log"
import { openSealed } from "../core/seal"
import { type Claimed, claimDue, claimMail } from "./claim"
import { deadLink } from "./dead-link"
import type { Outcome, Transport } from "./outcome"
import { renderMail } from "./render"
import { settle } from "./settle"
import type { MailData, Template } from "./templates"
import { transport } from "./transport"
import { clearBounce, markUndeliverable } from "./undeliverable"

const batchSize = 10

const attemptMs = 75_000

const rolloutSeconds = 3_600

/** Sends one mail, if it is due and nobody else's. */
export function sendMail(id: string, via: Transport = transport()): Promise<void> {
  return inTurn(via, async () => {
    const mail = await claimMail(id)
    if (mail) await deliver(mail, via)
  })
}

/**
 * Sends every mail that is due: those that nobody was woken for, and those whose worker is gone.
 * @param signal ends it between two batches
 */
export async function sweepMails(signal?: AbortSignal, via: Transport = transport()): Promise<void> {
  const limit = via.oneAtATime ? 1 : batchSize
  const sendBatch = async () => {
    const mails = await claimDue(limit)
    await Promise.all(mails.map((mail) => deliver(mail, via)))
    return mails.length
  }
  while (!signal?.aborted && (await inTurn(via, sendBatch)) === limit);
}

let lastInTurn: Promise<unknown> = Promise.resolve()

/** Waits for its turn before it claims, where one mail is sent at a time: a lease must not run out in the queue. */
function inTurn<T>(via: Transport, send: () => Promise<T>): Promise<T> {
  if (!via.oneAtATime) return send()
  const turn = lastInTurn.then(send)
  lastInTurn = turn.catch(() => {})
  return turn
}

async function deliver(mail: Claimed, via: Transport): Promise<void> {
  const outcome = await attempt(mail, via).catch(
    (error: unknown): Outcome => ({ state: "retry", answer: describeError(error) }),
  )
  const settled = await settle(mail, via.name, outcome)
  if (settled && outcome.state === "bounced") await markUndeliverable(mail.recipient, "bounced")
  if (outcome.state === "sent" && via.name === "smtp") await clearBounce(mail.recipient)
  const line = { request_id: mail.request_id ?? "system", error: outcome.answer.replace(/\S+@\S+/g, "…").slice(0, 200) }
  const text = `mail ${mail.template}, attempt ${mail.attempts} by ${via.name}: ${outcome.state}`
  if (outcome.state === "sent" || outcome.state === "dropped") log.info({ request_id: line.request_id }, text)
  else log.warn(line, text)
}

async function attempt(mail: Claimed, via: Transport): Promise<Outcome> {
  const template = mail.template as Template
  const data = openSealed<MailData[Template]>("mail", mail.payload)
  if (!data) return unreadable(mail)
  const dead = await deadLink(data)
  if (dead) return dead
  const message = await renderMail(template, data).catch((error: unknown) => describeError(error))
  if (typeof message === "string") return { state: "failed", answer: `the message cannot be written: ${message}` }
  const sending = via.send({ id: mail.id, from: env().MAIL_FROM, to: mail.recipient, ...message })
  return Promise.race([sending, timeout()])
}

/** While AUTH_SECRET is replaced server by server, another worker can decrypt it; later than that, none will. */
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
