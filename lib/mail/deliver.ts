import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { env } from "../core/env"
import { log } from "../core/observability/log"
import { openSealed } from "../core/seal"
import { type Claimed, claimDue, claimMail, settle } from "./claim"
import type { Outcome, Transport } from "./outcome"
import { renderMail } from "./render"
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

/** A mail whose link is dead by now would lead into a dead end: a newer one was sent, or it waited too long. */
async function deadLink(data: object): Promise<Outcome | null> {
  const token = "url" in data && /[=/]([A-Za-z0-9_-]{43})$/.exec(String(data.url))?.[1]
  if (!token) return null
  const [link] = await db().$queryRaw<Link[]>`
    SELECT used_at IS NOT NULL OR revoked_at IS NOT NULL AS gone, expires_at <= now() AS expired, kind, tenant_id, subject
    FROM secrets WHERE hash = ${sha256(token)}`
  if (link?.gone || (link?.kind === "invite" && !(await isPending(link))))
    return { state: "dropped", answer: "its link was used or replaced before it could be sent" }
  if (link?.expired) return { state: "failed", answer: "its link expired before it could be sent" }
  return null
}

type Link = { gone: boolean; expired: boolean; kind: string; tenant_id: string; subject: string }

/** Whether an invite is pending, without which its link is worth nothing. */
async function isPending({ tenant_id, subject }: Link): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM invites WHERE tenant_id = ${tenant_id} AND id = ${subject} AND status = 'pending'`
  return rows.length > 0
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
