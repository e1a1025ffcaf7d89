import { hkdfSync, randomBytes } from "node:crypto"
import type { z } from "zod"
import { checkProduction, checkSecret, SettingsError } from "./check-settings"
import { localSecret } from "./local-secret"
import { rpIdOf } from "./rp-id"
import { settings } from "./settings"
import { type ProviderSettings, readProviders } from "./settings-providers"

/** Run mode, from NANOSTACK_MODE, which the commands set: contract §7. */
export type Mode = "demo" | "development" | "production"

/** All settings, validated. */
export type Env = Readonly<
  Omit<z.infer<typeof settings>, "PUBLIC_URL" | "AUTH_SECRET" | "MAIL_FROM"> & {
    mode: Mode
    PUBLIC_URL: string
    AUTH_SECRET: string
    MAIL_FROM: string
    /** The accounts elsewhere that people can sign in with. */
    providers: readonly ProviderSettings[]
    /** The domain that passkeys belong to; null on an IP address, where there are none. */
    RP_ID: string | null
  }
>

let checked: Env | undefined

/**
 * Returns this process's settings, read once from the environment. During `next build` placeholders: nothing is checked
 * or written then.
 * @throws SettingsError
 */
export function env(): Env {
  if (checked) return checked
  if (process.env.NEXT_PHASE === "phase-production-build") return placeholders()
  const made = readSettings(process.env)
  // NextAuth reads these two itself; without the first it would follow the Host header.
  process.env.NEXTAUTH_URL = made.PUBLIC_URL
  checked = made
  process.env.NEXTAUTH_SECRET = Buffer.from(derivedKey("nextauth")).toString("base64url")
  return made
}

/** Whether the public URL is https, so that cookies are secure. */
export const isHttps = () => env().PUBLIC_URL.startsWith("https:")

/**
 * Parses and validates settings.
 * @param variables as in process.env; an empty one counts as absent
 * @throws SettingsError naming the first invalid one
 */
export function readSettings(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""))
  const mode = modeOf(given)
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw badSetting(parsed.error.issues[0], given)
  const values = parsed.data
  const HOST = mode === "production" ? values.HOST : "127.0.0.1"
  const PUBLIC_URL = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`
  if (mode === "production") checkProduction(values, given)
  if (values.SESSION_IDLE_DAYS > values.SESSION_MAX_DAYS)
    throw new SettingsError("SESSION_IDLE_DAYS must not exceed SESSION_MAX_DAYS: lower the first or raise the second.")
  if ((values.TERMS_URL === undefined) !== (values.TERMS_VERSION === undefined))
    throw new SettingsError("TERMS_URL and TERMS_VERSION belong together: set both or neither.")
  if (values.AUTH_SECRET !== undefined) checkSecret("AUTH_SECRET", values.AUTH_SECRET)
  if (values.AUTH_SECRET_PREVIOUS !== undefined) checkSecret("AUTH_SECRET_PREVIOUS", values.AUTH_SECRET_PREVIOUS)
  const AUTH_SECRET = values.AUTH_SECRET ?? localSecret()
  return Object.freeze({
    ...values,
    providers: readProviders(given, mode === "production"),
    mode,
    HOST,
    PUBLIC_URL,
    RP_ID: rpIdOf(values.WEBAUTHN_RP_ID, PUBLIC_URL),
    AUTH_SECRET,
    MAIL_FROM: values.MAIL_FROM ?? "Nanostack <no-reply@example.com>",
  })
}

function modeOf(given: Record<string, string | undefined>): Mode {
  const said = given.NANOSTACK_MODE
  if (said === "demo" || said === "development" || said === "production") return said
  if (given.NODE_ENV !== "production") return "development"
  return given.DATABASE_URL || given.PUBLIC_URL ? "production" : "demo"
}

function badSetting(issue: z.core.$ZodIssue | undefined, given: Record<string, string | undefined>): SettingsError {
  const name = String(issue?.path[0])
  const what = given[name] === undefined ? "is missing: set it" : `${issue?.message}: correct it`
  return new SettingsError(`${name} ${what} in the environment or in .env.`)
}

function placeholders(): Env {
  return readSettings({
    NANOSTACK_MODE: "demo",
    DATABASE_URL: "postgresql://localhost/build",
    AUTH_SECRET: randomBytes(48).toString("base64url"),
  })
}

const keys = new Map<string, Uint8Array>()

/**
 * Derives a key for one purpose from AUTH_SECRET by HKDF-SHA256.
 * @param label names the purpose
 * @param secret "previous": from AUTH_SECRET_PREVIOUS, only to accept what was issued before a rotation; never to issue
 * @returns 32 bytes; null when there is no previous secret
 */
export function derivedKey(label: string, secret?: "current"): Uint8Array

export function derivedKey(label: string, secret: "current" | "previous"): Uint8Array | null

export function derivedKey(label: string, secret: "current" | "previous" = "current"): Uint8Array | null {
  const source = secret === "current" ? env().AUTH_SECRET : env().AUTH_SECRET_PREVIOUS
  if (!source) return null
  const name = `${secret} ${label}`
  const key = keys.get(name) ?? new Uint8Array(hkdfSync("sha256", source, "nanostack", label, 32))
  keys.set(name, key)
  return key
}
