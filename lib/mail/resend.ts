import { Resend, type Response as ResendResponse } from "resend"
import { z } from "zod"
import { readBounded } from "../core/http/read-bounded"
import type { Outcome, Outgoing, Transport } from "./outcome"

const timeoutMs = 20_000
const maxBytes = 64 * 1024
const Sent = z.object({ id: z.string() })
const Refusal = z.object({
  name: z.custom<Refused["name"]>((name) => typeof name === "string").catch("application_error"),
  message: z.string().catch(""),
})
type Refused = NonNullable<ResendResponse<never>["error"]>

/**
 * Mail through Resend's HTTP API. The Idempotency-Key is our id: asked twice, within their 24 hours, it sends once.
 * @param baseUrl of the API, without a final slash
 */
export function resend(key: string, baseUrl: string): Transport {
  // Both options are given, because without them the SDK reads the environment itself.
  const client = new BoundedResend(key, { baseUrl, userAgent: "nanostack" })
  return {
    name: "resend",
    send: async (mail) => classify(await client.emails.send(payload(mail), { idempotencyKey: mail.id })),
  }
}

/** Resend's SDK, but a response may take 20 seconds and 64 KiB, and never redirects: with their own, none of this is bounded. */
class BoundedResend extends Resend {
  /** @throws whatever `fetch` throws, and where a bound is exceeded */
  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<ResendResponse<T>> {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(this.baseUrl + path, { ...options, redirect: "error", signal })
    const headers = Object.fromEntries(response.headers)
    const bytes = await readBounded(response.body, maxBytes)
    if (!bytes) throw new Error(`Resend's response is longer than ${maxBytes} bytes`)
    const json = parse(bytes.toString())
    if (response.ok) return { data: json, error: null, headers }
    return { data: null, error: { ...Refusal.parse(json ?? {}), statusCode: response.status }, headers }
  }
}

/** The tag comes back with each webhook, also with one that is quicker than the answer to this request. */
function payload({ id, from, to, subject, text, html }: Outgoing) {
  const headers = { "Auto-Submitted": "auto-generated" }
  return { from, to: [to], subject, text, html, headers, tags: [{ name: "mail_id", value: id }] }
}

function classify({ data, error, headers }: ResendResponse<unknown>): Outcome {
  if (!error) return { state: "sent", transportId: Sent.safeParse(data).data?.id ?? null, answer: "accepted" }
  const { name, message, statusCode: status } = error
  const answer = [status, name, message].filter(Boolean).join(" ")
  // They have this id already, from a try whose answer we did not see, with a text that differed.
  if (name === "invalid_idempotent_request") return { state: "sent", transportId: null, answer }
  if (status === 400 || status === 422) return { state: "failed", answer }
  // Whatever else it is, a key, a domain, a quota or an outage, somebody can mend it.
  const after = Number(headers?.["retry-after"])
  return { state: "retry", answer, busy: status === 429, ...(after > 0 ? { afterSeconds: after } : {}) }
}

function parse(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
