import { createHmac } from "node:crypto"
import { z } from "zod"
import { sameBytes } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { clearBounce, markUndeliverable } from "./undeliverable"

const toleranceSeconds = 300

const Event = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().optional(),
    tags: z.record(z.string(), z.string()).optional().catch(undefined),
    bounce: z.object({ type: z.string().optional(), message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
  }),
})

/**
 * Processes a webhook of Resend (Standard Webhooks, signed as by Svix). An ID counts once; unknown events are recorded
 * and change nothing.
 * @returns false if the signature or its time is wrong
 */
export async function receiveWebhook(headers: Pick<Headers, "get">, body: string): Promise<boolean> {
  const header = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? ""
  const id = header("id")
  if (!isSigned(id, header("timestamp"), header("signature"), body)) return false
  const event = Event.safeParse(parse(body)).data
  await transaction(async (tx) => {
    const fresh = await tx.$executeRaw`INSERT INTO webhook_deliveries (id) VALUES (${id}) ON CONFLICT DO NOTHING`
    if (fresh > 0 && event) await apply(tx, event)
  })
  return true
}

function isSigned(id: string, timestamp: string, signatures: string, body: string): boolean {
  const secret = env().RESEND_WEBHOOK_SECRET
  if (!secret || !/^[\w.-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64")
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest()
  return signatures.split(" ").some((given) => {
    const [version, value = ""] = given.split(",", 2)
    return version === "v1" && sameBytes(Buffer.from(value, "base64"), right)
  })
}

/** Events, the state that follows each, and the states it may follow: late news changes nothing. */
const changes: Record<string, { state: string; after: string[] } | undefined> = {
  "email.sent": { state: "sent", after: ["queued", "sending"] },
  "email.delivered": { state: "delivered", after: ["queued", "sending", "sent"] },
  "email.bounced": { state: "bounced", after: ["queued", "sending", "sent", "delivered"] },
  "email.suppressed": { state: "bounced", after: ["queued", "sending", "sent"] },
  "email.complained": { state: "complained", after: ["queued", "sending", "sent", "delivered", "bounced"] },
  "email.failed": { state: "failed", after: ["queued", "sending", "sent"] },
}

async function apply(tx: Tx, { type, data }: z.infer<typeof Event>): Promise<void> {
  const change = changes[type]
  if (!change) return
  const answer = data.bounce?.message ?? data.failed?.reason ?? type
  const [mail] = await tx.$queryRaw<{ recipient: string }[]>`
    UPDATE mails SET state = ${change.state}, lease_until = NULL, updated_at = now(), last_answer = ${answer.slice(0, 500)},
      transport = 'resend', transport_id = COALESCE(transport_id, ${data.email_id ?? null}), sent_at = COALESCE(sent_at, now())
    WHERE (id = ${data.tags?.mail_id ?? ""} OR transport_id = ${data.email_id ?? ""}) AND state = ANY(${change.after})
    RETURNING recipient`
  if (!mail) return
  const temporary = /transient|temporary/i.test(data.bounce?.type ?? "")
  if (change.state === "bounced" && !temporary) await markUndeliverable(mail.recipient, "bounced", tx)
  if (change.state === "complained") await markUndeliverable(mail.recipient, "complained", tx)
  if (change.state === "delivered") await clearBounce(mail.recipient, tx)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
