import type { z } from "zod"
import { isLoopback } from "./loopback"
import type { settings } from "./settings"

/** Invalid setting. The message is one sentence: which setting, and what to do. */
export class SettingsError extends Error {
  override name = "SettingsError"
}

/** Checks the rules that only apply in production. @throws SettingsError */
export function checkProduction(values: z.infer<typeof settings>, given: Record<string, string | undefined>): void {
  const bad = (message: string) => new SettingsError(message)
  if (!values.PUBLIC_URL)
    throw bad("PUBLIC_URL is missing: set it to the URL that people use, such as https://users.example.com.")
  const { protocol, hostname } = new URL(values.PUBLIC_URL)
  if (protocol !== "https:" && !isLoopback(hostname))
    throw bad("PUBLIC_URL must begin with https:// in production: passwords and tokens travel over it.")
  if (!values.AUTH_SECRET) throw bad("AUTH_SECRET is missing: create one with `openssl rand -base64 48` and keep it.")
  if (values.MAIL === "on" && !values.RESEND_API_KEY && !values.SMTP_URL)
    throw bad("No email transport is set: set RESEND_API_KEY or SMTP_URL, or MAIL=off to run without email.")
  if (values.MAIL === "on" && !values.MAIL_FROM)
    throw bad("MAIL_FROM is missing: set the sender of emails, such as Nanostack <no-reply@example.com>.")
  if (values.BCRYPT_COST < 10)
    throw bad("BCRYPT_COST must be 10 or more in production: with less, stolen hashes are cheap to crack.")
  if (values.RATE_LIMIT_SCALE === 0)
    throw bad("RATE_LIMIT_SCALE must not be 0 in production: it would allow unlimited password guesses.")
  if (given.HOST !== undefined && /[\s/]/.test(given.HOST))
    throw bad("HOST must be an address to listen on, such as 0.0.0.0 or 127.0.0.1.")
}

/** Sample values and placeholders: a copied one is no secret. */
const wellKnown = /change.?me|replace.?(me|this)|your.?secret|example|^(my.?)?(super.?)?secret/i

/** Checks that a secret is long enough and not a sample. @throws SettingsError */
export function checkSecret(name: string, secret: string): void {
  if (Buffer.byteLength(secret) < 32)
    throw new SettingsError(`${name} must be at least 32 bytes long: create one with \`openssl rand -base64 48\`.`)
  if (wellKnown.test(secret) || new Set(secret).size < 8)
    throw new SettingsError(`${name} is a well-known sample value: create one with \`openssl rand -base64 48\`.`)
}
