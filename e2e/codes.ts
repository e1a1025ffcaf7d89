import { type Answer, api } from "./api"
import { mailTo } from "./mails"
import { good, type Tokens } from "./people"
import { noteSecret } from "./secrets"

/** Returns the code of the latest email of a template to an address. */
export async function codeTo(address: string, template = "email_code"): Promise<string> {
  const { text } = await mailTo(address, template)
  return /^\d{6}$/m.exec(text)?.[0] ?? ""
}

/** Asks for a code, and returns the challenge. */
export async function askCode(email: string, more: Record<string, unknown> = {}, origin?: string): Promise<string> {
  const at = origin ? { origin } : {}
  const { challenge } = good(
    await api<{ challenge: string }>("POST /auth/email-code", { body: { email, ...more }, ...at }),
  )
  noteSecret(challenge)
  return challenge
}

/** Sends the code of a challenge. */
export function enterCode(challenge: string, code: string, options: object = {}): Promise<Answer<Tokens>> {
  return api<Tokens>("POST /auth/email-code/verify", { body: { challenge, code }, ...options })
}

/** Another code than this one. */
export const wrongFor = (code: string) => (code === "000000" ? "111111" : "000000")
