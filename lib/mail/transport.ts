import { singleton } from "../core/cache/singleton"
import { env } from "../core/env"
import type { Transport } from "./outcome"
import { resend } from "./resend"
import { smtp } from "./smtp"

/** The transport of the settings. Without one, in demo and development, emails are read at /dev/inbox. */
export const transport = () => singleton("mail-transport", choose)

function choose(): Transport {
  const { MAIL, RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL } = env()
  if (MAIL === "off") return { name: "off", send: async () => ({ state: "dropped", answer: "MAIL=off" }) }
  if (RESEND_API_KEY) return resend(RESEND_API_KEY, RESEND_BASE_URL)
  if (SMTP_URL) return smtp(SMTP_URL)
  return { name: "inbox", send: async () => ({ state: "sent", transportId: null, answer: "kept in the local inbox" }) }
}
