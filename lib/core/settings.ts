import { BlockList, isIP } from "node:net"
import { z } from "zod"
import { credentialsUrl, Sender } from "./settings-urls"

const whole = (least: number, most: number, fallback: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error }).default(fallback)
}
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be ${values.join(" or ")}` })
const list = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .default([])
const url = (protocols: RegExp, error: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), { error })

/** Adds an address or a range such as 10.0.0.0/8 to `ranges`. Throws when it is neither. */
export function addRange(ranges: BlockList, text: string): void {
  const [address = "", bits, ...rest] = text.split("/")
  const family = isIP(address) === 6 ? "ipv6" : "ipv4"
  if (!isIP(address) || rest.length > 0 || (bits !== undefined && !/^\d+$/.test(bits))) throw new RangeError(text)
  if (bits === undefined) ranges.addAddress(address, family)
  else ranges.addSubnet(address, Number(bits), family)
}

const isRange = (text: string) => {
  try {
    addRange(new BlockList(), text)
    return true
  } catch {
    return false
  }
}
const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text

const isContact = (text: string) => /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+|tel:\+?[\d-]+)$/.test(text)

/** Schema of all settings: types, limits and defaults. `.env.example` documents each. */
export const settings = z.object({
  DATABASE_URL: credentialsUrl(/^postgres(ql)?:$/, "postgresql://user:password@host:5432/nanostack"),
  DATABASE_POOL_SIZE: whole(1, 1000, 10),
  DATABASE_CONNECT_TIMEOUT_SECONDS: whole(1, 60, 5),
  DATABASE_STATEMENT_TIMEOUT_SECONDS: whole(1, 600, 10),
  DATABASE_LOCK_TIMEOUT_SECONDS: whole(1, 600, 5),
  PUBLIC_URL: z
    .string()
    .transform((text) => text.replace(/\/$/, ""))
    .refine(isOrigin, {
      error: "must be the URL that people use, without a path, such as https://users.example.com",
    })
    .optional(),
  PORT: whole(1, 65_535, 3000),
  HOST: z.string().default("0.0.0.0"),
  TRUSTED_PROXIES: list.refine((ranges) => ranges.every(isRange), {
    error: "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
  }),
  OUTGOING_PRIVATE_RANGES: list.refine((ranges) => ranges.every(isRange), {
    error: "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
  }),
  CORS_ORIGINS: list.refine((origins) => origins.every(isOrigin), {
    error: "must be origins such as https://app.example.com, without a trailing slash, separated by commas",
  }),
  METRICS_TOKEN: z.string().min(24, { error: "must be at least 24 characters long" }).optional(),
  SECURITY_CONTACT: list.refine((contacts) => contacts.every(isContact), {
    error: "must be addresses such as mailto:security@example.com or https://example.com/report, separated by commas",
  }),
  MAX_REQUESTS_IN_FLIGHT: whole(10, 100_000, 1_000),
  MAX_REVOCATION_STREAMS: whole(0, 100_000, 500),
  REDIS_URL: credentialsUrl(/^rediss?:$/, "redis://user:password@host:6379").optional(),
  AUTH_SECRET: z.string().optional(),
  AUTH_SECRET_PREVIOUS: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: url(/^https?:$/, "must be a URL such as https://api.resend.com")
    .transform((text) => text.replace(/\/$/, ""))
    .default("https://api.resend.com"),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, { error: "must be the signing secret of the webhook, whsec_..." })
    .optional(),
  SMTP_URL: credentialsUrl(/^smtps?:$/, "smtp://user:password@host:587").optional(),
  // Login shells set MAIL to the path of a mailbox, which is ignored.
  MAIL: z.preprocess((value) => (/^[/.]/.test(String(value)) ? undefined : value), choice(["on", "off"]).default("on")),
  MAIL_FROM: Sender.optional(),
  WORKER: choice(["on", "off"]).default("on"),
  SIGN_UP: choice(["open", "closed"]).default("open"),
  VERIFY_BEFORE_SIGN_IN: choice(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
  EMAIL_CODE: choice(["on", "off"]).default("on"),
  TERMS_URL: url(/^https?:$/, "must be a URL such as https://example.com/terms").optional(),
  TERMS_VERSION: z
    .string()
    .regex(/^\S{1,64}$/, { error: "must be 1 to 64 characters without spaces, such as 2026-11" })
    .optional(),
  BOT_PROTECTION: choice(["off", "altcha"]).default("off"),
  TOKEN_ALGORITHM: choice(["HS256", "ES256", "EdDSA"]).default("HS256"),
  ACCESS_TOKEN_TTL_SECONDS: whole(60, 604_800, 86_400),
  SESSION_IDLE_DAYS: whole(1, 365, 30),
  SESSION_MAX_DAYS: whole(1, 3650, 90),
  REFRESH_GRACE_SECONDS: whole(0, 60, 10),
  WEBAUTHN_RP_ID: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, { error: "must be a domain such as example.com, without https://" })
    .optional(),
  WEBAUTHN_OTHER_PASSKEYS: choice(["refuse", "keep", "delete"]).default("refuse"),
  PASSWORD_MIN_LENGTH: whole(8, 128, 8),
  BREACHED_PASSWORDS_URL: url(/^https?:$/, "must be a URL such as https://api.pwnedpasswords.com/range")
    .transform((text) => text.replace(/\/$/, ""))
    .optional(),
  BCRYPT_COST: whole(4, 15, 12),
  RATE_LIMIT_SCALE: z.coerce
    .number({ error: "must be a number, 0 or more" })
    .min(0, { error: "must be a number, 0 or more" })
    .default(1),
  LIMIT_SIGN_IN_PER_MINUTE: whole(1, 1_000_000, 30),
  LIMIT_PASSKEY_OPTIONS_PER_MINUTE: whole(1, 1_000_000, 120),
  LIMIT_SIGN_IN_PER_API_KEY_PER_MINUTE: whole(1, 1_000_000, 600),
  LIMIT_SIGN_IN_FAILURES_PER_HOUR: whole(1, 1_000_000, 20),
  LIMIT_DEVICE_CODE_FAILURES_PER_HOUR: whole(1, 1_000_000, 10),
  LIMIT_EMAIL_CODE_FAILURES_PER_DAY: whole(1, 1_000_000, 10),
  LIMIT_EMAIL_CODE_FAILURES_PER_CLIENT_PER_HOUR: whole(1, 1_000_000, 30),
  LIMIT_REGISTER_PER_HOUR: whole(1, 1_000_000, 20),
  LIMIT_REFRESH_PER_HOUR: whole(1, 1_000_000, 60),
  LIMIT_MAILS_PER_RECIPIENT_PER_HOUR: whole(1, 1_000_000, 5),
  LIMIT_MAILS_PER_NEW_TENANT_PER_DAY: whole(1, 1_000_000, 200),
  LIMIT_MAILS_PER_TENANT_PER_DAY: whole(1, 1_000_000, 2_000),
  LIMIT_REQUESTS_PER_PERSON_PER_MINUTE: whole(1, 1_000_000, 600),
  LIMIT_REQUESTS_PER_API_KEY_PER_MINUTE: whole(1, 1_000_000, 6_000),
  LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: whole(1, 1_000_000, 120),
  AUDIT_RETENTION_DAYS: whole(1, 36_500, 365),
  FEED_LAG_SECONDS: whole(1, 600, 20),
  LOG_LEVEL: choice(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
})
