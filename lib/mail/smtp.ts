import nodemailer from "nodemailer"
import type SMTPTransport from "nodemailer/lib/smtp-transport"
import { isLoopback } from "../core/loopback"
import type { Outcome, Outgoing, Transport } from "./outcome"

/**
 * Mail through a server that speaks SMTP, one at a time, because SMTP has no idempotency key. One connection a mail, so
 * that no mail depends on the fate of another.
 * @param url `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`
 */
export function smtp(url: string): Transport {
  const mailer = nodemailer.createTransport(smtpOptions(url))
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

/** TLS is required and its certificate checked, but for a server on this very machine. Milliseconds. */
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

/** The Message-ID comes from our id: should a mail arrive twice, mail programs see that it is one. */
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

/** What nodemailer throws: with what the server said, if it said anything. */
export type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

/**
 * What an answer of SMTP means (RFC 5321 §4.2.1, RFC 3463). 5xx is final, but where it speaks of us (sign-in, TLS,
 * relaying) and not of the mail, so that nothing is lost while somebody corrects a setting.
 */
export function classifyError(error: SmtpError): Outcome {
  const { code, command = "", responseCode = 0, response } = error
  const answer = response ?? error.message
  if (responseCode < 500 || code === "EAUTH" || /^(AUTH|EHLO|HELO|STARTTLS|CONN)/.test(command))
    return { state: "retry", answer }
  if (command !== "RCPT TO") return { state: "failed", answer }
  return { state: isAboutAddress(responseCode, answer) ? "bounced" : "failed", answer }
}

function isAboutAddress(code: number, answer: string): boolean {
  const [, enhanced] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(answer) ?? []
  if (enhanced) return /^5\.(1\.[0-6]|1\.10|2\.1)$/.test(enhanced)
  return [550, 551, 553].includes(code) && !/relay|auth|polic|spam|block|denied|reject/i.test(answer)
}
