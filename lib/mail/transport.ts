import { singleton } from "../core/cache/singleton"
import { env } from "../core/env"
import { resend } from "./resend"
import { smtp } from "./smtp"

/** A rendered mail on its way out. */
export type Outgoing = { id: string; from: string; to: string; subject: string; text: string; html: string }

/**
 * What became of an attempt. `answer` is what the other side said, for people; `noted` is to be called, where it is
 * given, once it is written down.
 * - retry: later, in `afterSeconds` at the earliest
 * - bounced: the address does not take mail, now or ever
 * - failed: this mail cannot be sent
 * - dropped: it need not be sent any more
 */
export type Outcome =
  | { state: "sent"; transportId: string | null; answer: string; noted?: () => void }
  | { state: "retry"; answer: string; afterSeconds?: number }
  | { state: "bounced" | "failed" | "dropped"; answer: string }

/** A way out. `send` may throw: whatever it throws is a reason to try again later. */
export type Transport = { name: "resend" | "smtp" | "inbox" | "off"; send: (mail: Outgoing) => Promise<Outcome> }

/** The way out that the settings name. Without one, in demo and development, mails are read at /dev/inbox. */
export const transport = () => singleton("mail-transport", choose)

function choose(): Transport {
  const { MAIL, RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL } = env()
  if (MAIL === "off") return { name: "off", send: async () => ({ state: "dropped", answer: "MAIL=off" }) }
  if (RESEND_API_KEY) return resend(RESEND_API_KEY, RESEND_BASE_URL)
  if (SMTP_URL) return smtp(SMTP_URL)
  return { name: "inbox", send: async () => ({ state: "sent", transportId: null, answer: "kept in the local inbox" }) }
}
