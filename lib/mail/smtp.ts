import { Transform } from "node:stream"
import nodemailer from "nodemailer"
import type SMTPTransport from "nodemailer/lib/smtp-transport"
import { isLoopback } from "../core/loopback"
import type { Outcome, Outgoing, Transport } from "./outcome"
import { Turnstile } from "./turnstile"

/**
 * Mail through a server that speaks SMTP. One connection a mail, so that no mail depends on the fate of another. Mails are
 * on their way side by side, but the end of one is sent only when those before it are noted as sent: SMTP knows no key by
 * which it would recognise what it has taken already, and so a worker that dies repeats one at the most.
 * @param url `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`
 */
export function smtp(url: string): Transport {
  const turnstile = new Turnstile()
  return {
    name: "smtp",
    async send(mail) {
      const turn = turnOf(turnstile)
      const mailer = nodemailer.createTransport(smtpOptions(url))
      mailer.use("stream", (composed, done) => {
        composed.message.transform(turn.end)
        done()
      })
      try {
        const { response, messageId } = await mailer.sendMail(message(mail))
        return { state: "sent", transportId: messageId, answer: response, noted: turn.over }
      } catch (error) {
        turn.over()
        return whatToDo(error as SmtpError)
      }
    },
  }
}

/** `end` passes a mail on, and its end when it is its turn; `over` lets the next one through. */
function turnOf(turnstile: Turnstile) {
  let leave: Promise<() => void> | undefined
  let isOver = false
  const end = new Transform({
    transform: (chunk, _, done) => done(null, chunk),
    flush(done) {
      if (!isOver) leave = turnstile.enter()
      void Promise.resolve(leave).then(() => done())
    },
  })
  const over = () => {
    isOver = true
    void leave?.then((go) => go())
  }
  return { end, over }
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
export function whatToDo(error: SmtpError): Outcome {
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
