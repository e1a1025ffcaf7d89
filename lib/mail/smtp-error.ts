import type { Outcome } from "./outcome"

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
    return { state: "retry", answer, busy: isTooFast(responseCode, answer) }
  if (command !== "RCPT TO") return { state: "failed", answer }
  return { state: isAboutAddress(responseCode, answer) ? "bounced" : "failed", answer }
}

/** 421 closes the connection of whom a server wants no more of; other 4xx say in words that it is too much. */
function isTooFast(code: number, answer: string): boolean {
  return (
    code === 421 || (code >= 400 && code < 500 && /\brates?\b|too (many|much|fast)|throttl|slow down/i.test(answer))
  )
}

function isAboutAddress(code: number, answer: string): boolean {
  const [, enhanced] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(answer) ?? []
  if (enhanced) return /^5\.(1\.[0-6]|1\.10|2\.1)$/.test(enhanced)
  return [550, 551, 553].includes(code) && !/relay|auth|polic|spam|block|denied|reject/i.test(answer)
}
