import nodemailer from "nodemailer"
import type SMTPPool from "nodemailer/lib/smtp-pool"
import type SMTPTransport from "nodemailer/lib/smtp-transport"
import { isLoopback } from "../core/loopback"
import type { Outgoing, Transport } from "./outcome"
import { classifyError, type SmtpError } from "./smtp-error"

/**
 * Sends email through an SMTP server, one at a time over one persistent connection: SMTP has no idempotency key.
 * @param url `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`
 */
export function smtp(url: string): Transport {
  // We retry after a lost connection ourselves: the email may have arrived.
  const pooled = { pool: true, maxConnections: 1, maxRequeues: 0 } as const
  const mailer = nodemailer.createTransport({ ...smtpOptions(url), ...pooled } satisfies SMTPPool.Options)
  return {
    name: "smtp",
    oneAtATime: true,
    async send(mail) {
      try {
        const { response, messageId } = await mailer.sendMail(message(mail))
        return { state: "sent", transportId: messageId, answer: response }
      } catch (error) {
        return classifyError(error as SmtpError)
      }
    },
  }
}

/** TLS is required and its certificate verified, except for a server on this machine. Timeouts in milliseconds. */
export function smtpOptions(url: string): SMTPTransport.Options {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === "smtps:"
  const here = isLoopback(hostname)
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !here,
    tls: { minVersion: "TLSv1.2", rejectUnauthorized: !here },
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The Message-ID is derived from the email's ID: email programs recognize a duplicate. */
function message({ id, from, to, subject, text, html }: Outgoing) {
  return {
    from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1).replace(/>.*$/, "")}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  }
}
