import { z } from "zod"
import { readBounded } from "../core/http/read-bounded"
import type { Outcome, Outgoing, Transport } from "./outcome"

const timeoutMs = 20_000
/** Bytes of a response; what is longer is none of theirs, and only its status counts. */
const maxAnswer = 64 * 1024
const Sent = z.object({ id: z.string() })
const Refusal = z.object({ name: z.string().optional(), message: z.string().optional() })

/**
 * Mail through Resend's HTTP API. The Idempotency-Key is our id: asked twice, within their 24 hours, it sends once.
 * @param baseUrl of the API, without a final slash
 */
export function resend(key: string, baseUrl: string): Transport {
  return {
    name: "resend",
    async send(mail) {
      const response = await fetch(`${baseUrl}/emails`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": mail.id,
          "user-agent": "nanostack",
        },
        body: JSON.stringify(body(mail)),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      })
      const answer = await readBounded(response.body, maxAnswer)
      return whatCame(response.status, response.headers, String(answer ?? ""))
    },
  }
}

/** The tag comes back with each webhook, also with one that is quicker than the answer to this request. */
function body({ id, from, to, subject, text, html }: Outgoing) {
  return {
    from,
    to: [to],
    subject,
    text,
    html,
    headers: { "Auto-Submitted": "auto-generated" },
    tags: [{ name: "mail_id", value: id }],
  }
}

function whatCame(status: number, headers: Headers, text: string): Outcome {
  const json = parse(text)
  if (status >= 200 && status < 300) {
    const { data } = Sent.safeParse(json)
    return { state: "sent", transportId: data?.id ?? null, answer: `${status}` }
  }
  const { name = "", message = "" } = Refusal.safeParse(json).data ?? {}
  const answer = [status, name, message].filter(Boolean).join(" ")
  // They have this id already, from a try whose answer we did not see, with a text that differed.
  if (name === "invalid_idempotent_request") return { state: "sent", transportId: null, answer }
  if (status === 400 || status === 422) return { state: "failed", answer }
  // Whatever else it is, a key, a domain, a quota or an outage, somebody can mend it.
  const after = Number(headers.get("retry-after"))
  return { state: "retry", answer, ...(after > 0 ? { afterSeconds: after } : {}) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
