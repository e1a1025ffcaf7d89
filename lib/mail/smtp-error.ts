import type { Outcome } from "./outcome"

/** An error of nodemailer, with the server's response if there was one. */
export type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

/**
 * Classifies an SMTP response (RFC 5321 §4.2.1, RFC 3463). 5xx is final, unless it is about us (authentication, TLS,
 * relaying) and not about the email: then it is retried, so that nothing is lost while a setting is being fixed.
 */
export function classifyError(error: SmtpError): Outcome {
  const { code, command = "", responseCode = 0, response } = error
  const answer = response ?? error.message
  if (responseCode < 500 || code === "EAUTH" || /^(AUTH|EHLO|HELO|STARTTLS|CONN)/.test(command))
    return { state: "retry", answer, busy: isTooFast(responseCode, answer) }
  if (command !== "RCPT TO") return { state: "failed", answer }
  return { state: isAboutAddress(responseCode, answer) ? "bounced" : "failed", answer }
}

/** 421 closes the connection of a client that sends too much; other 4xx say so in their text. */
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
