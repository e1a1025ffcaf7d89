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
 * Sends email through Resend's HTTP API. The Idempotency-Key is the email's ID: within 24 hours Resend sends it once.
 * @param baseUrl of the API, without a trailing slash
 */
export function resend(key: string, baseUrl: string): Transport {
  // Both options are given, because otherwise the SDK reads them from the environment.
  const client = new BoundedResend(key, { baseUrl, userAgent: "nanostack" })
  return {
    name: "resend",
    send: async (mail) => classify(await client.emails.send(payload(mail), { idempotencyKey: mail.id })),
  }
}

/** Resend's SDK with limits, which it lacks: 20 seconds and 64 KiB per response, no redirects. */
class BoundedResend extends Resend {
  /** @throws whatever `fetch` throws, and when a limit is exceeded */
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

/** Webhooks include the tag, even one that arrives before the response to this request. */
function payload({ id, from, to, subject, text, html }: Outgoing) {
  const headers = { "Auto-Submitted": "auto-generated" }
  return { from, to: [to], subject, text, html, headers, tags: [{ name: "mail_id", value: id }] }
}

function classify({ data, error, headers }: ResendResponse<unknown>): Outcome {
  if (!error) return { state: "sent", transportId: Sent.safeParse(data).data?.id ?? null, answer: "accepted" }
  const { name, message, statusCode: status } = error
  const answer = [status, name, message].filter(Boolean).join(" ")
  // They have this ID from an attempt whose response was lost, with a different text.
  if (name === "invalid_idempotent_request") return { state: "sent", transportId: null, answer }
  if (status === 400 || status === 422) return { state: "failed", answer }
  // Anything else, such as a wrong key, a quota or an outage, can be fixed by the operator.
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
