import type { z } from "zod"
import { isLoopback } from "./loopback"
import type { settings } from "./settings"

/** A bad setting. The message is one sentence: which, and what to do. */
export class SettingsError extends Error {
  override name = "SettingsError"
}

/** Checks what only production demands. @throws SettingsError */
export function checkProduction(values: z.infer<typeof settings>, given: Record<string, string | undefined>): void {
  const bad = (message: string) => new SettingsError(message)
  if (!values.PUBLIC_URL)
    throw bad("PUBLIC_URL is missing: set it to the address that people use, such as https://users.example.com.")
  const { protocol, hostname } = new URL(values.PUBLIC_URL)
  if (protocol !== "https:" && !isLoopback(hostname))
    throw bad("PUBLIC_URL must begin with https:// in production: passwords and tokens travel over it.")
  if (!values.AUTH_SECRET) throw bad("AUTH_SECRET is missing: make one with `openssl rand -base64 48` and keep it.")
  if (values.MAIL === "on" && !values.RESEND_API_KEY && !values.SMTP_URL)
    throw bad("No mail transport is set: set RESEND_API_KEY or SMTP_URL, or MAIL=off to run without mails.")
  if (values.MAIL === "on" && !values.MAIL_FROM)
    throw bad("MAIL_FROM is missing: set the sender of mails, such as Nanostack <no-reply@example.com>.")
  if (values.BCRYPT_COST < 10)
    throw bad("BCRYPT_COST must be 10 or more in production: below, stolen hashes are cheap to try.")
  if (values.RATE_LIMIT_SCALE === 0)
    throw bad("RATE_LIMIT_SCALE must not be 0 in production: passwords could be guessed without limit.")
  if (given.HOST !== undefined && /[\s/]/.test(given.HOST))
    throw bad("HOST must be an address to listen on, such as 0.0.0.0 or 127.0.0.1.")
}

/** Values of examples and placeholders; who copied one has no secret. */
const wellKnown = /change.?me|replace.?(me|this)|your.?secret|example|^(my.?)?(super.?)?secret/i

/** Checks that a secret is long and no sample. @throws SettingsError */
export function checkSecret(name: string, secret: string): void {
  if (Buffer.byteLength(secret) < 32)
    throw new SettingsError(`${name} must be at least 32 bytes long: make one with \`openssl rand -base64 48\`.`)
  if (wellKnown.test(secret) || new Set(secret).size < 8)
    throw new SettingsError(`${name} is a sample that everybody knows: make one with \`openssl rand -base64 48\`.`)
}
