import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { SettingsError } from "./check-settings"
import { readSettings } from "./env"
import { settings } from "./settings"

const secret = "Zk3v9QpX7mL2wRt8sYb1nHc6dJf4gVa0eUoI5xKq"
const database = { DATABASE_URL: "postgresql://nanostack@localhost:5432/nanostack" }
const demo = { NANOSTACK_MODE: "demo", AUTH_SECRET: secret, ...database }
const production = { ...demo, NANOSTACK_MODE: "production", PUBLIC_URL: "https://users.example.com", MAIL: "off" }

/** The settings in a part of .env.example, with what it shows as their values. */
const valuesIn = (text: string) =>
  Object.fromEntries([...text.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))

test(".env.example lists every setting, and no other", () => {
  const text = readFileSync(".env.example", "utf8")
  const [, providers = ""] = /# --- Sign-in with other accounts([\s\S]*?)\n# ---/.exec(text) ?? []
  const documented = [...text.replace(providers, "").matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1])
  expect(() => readSettings({ ...production, ...valuesIn(providers) })).not.toThrow()
  expect(documented.sort()).toEqual(Object.keys(settings.shape).sort())
})

test(".env.example shows the defaults", () => {
  const text = readFileSync(".env.example", "utf8")
  const shown = Object.fromEntries([...text.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]))
  const values = readSettings({ ...production, MAIL: "off" })
  for (const name of Object.keys(settings.shape) as (keyof typeof settings.shape)[]) {
    const byDefault =
      settings.shape[name].safeParse(undefined).success && values[name] !== undefined && !(name in production)
    if (byDefault && !Array.isArray(values[name])) expect(shown[name], name).toBe(String(values[name]))
  }
})

describe("readSettings", () => {
  test("a demo listens on loopback only, under localhost", () => {
    const made = readSettings({ ...demo, HOST: "0.0.0.0", PORT: "4000" })
    expect(made).toMatchObject({
      mode: "demo",
      HOST: "127.0.0.1",
      PUBLIC_URL: "http://localhost:4000",
      BCRYPT_COST: 12,
    })
  })

  test("an empty setting counts as absent", () => {
    expect(readSettings({ ...demo, PORT: "", CORS_ORIGINS: "" })).toMatchObject({ PORT: 3000, CORS_ORIGINS: [] })
  })

  test("lists are split at commas", () => {
    expect(readSettings({ ...demo, TRUSTED_PROXIES: "10.0.0.0/8, ::1" }).TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "::1"])
  })

  test.each([
    ["PORT", { PORT: "0" }],
    ["PORT", { PORT: "abc" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://x" }],
    ["DATABASE_URL", { DATABASE_URL: "" }],
    ["PUBLIC_URL", { PUBLIC_URL: "https://example.com/users" }],
    ["PUBLIC_URL", { PUBLIC_URL: "users.example.com" }],
    ["PUBLIC_URL", { PUBLIC_URL: "http://users.example.com" }],
    ["PUBLIC_URL", { PUBLIC_URL: "" }],
    ["AUTH_SECRET", { AUTH_SECRET: "" }],
    ["AUTH_SECRET", { AUTH_SECRET: "short" }],
    ["AUTH_SECRET", { AUTH_SECRET: "changeme-changeme-changeme-changeme" }],
    ["AUTH_SECRET", { AUTH_SECRET: "a".repeat(40) }],
    ["AUTH_SECRET_PREVIOUS", { AUTH_SECRET_PREVIOUS: "short" }],
    ["SMTP_URL", { MAIL: "" }],
    ["MAIL_FROM", { MAIL: "", RESEND_API_KEY: "re_1" }],
    ["MAIL_FROM", { MAIL_FROM: "nobody" }],
    ["BCRYPT_COST", { BCRYPT_COST: "9" }],
    ["BCRYPT_COST", { BCRYPT_COST: "16" }],
    ["RATE_LIMIT_SCALE", { RATE_LIMIT_SCALE: "0" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "10.0.0.0/40" }],
    ["OUTGOING_PRIVATE_RANGES", { OUTGOING_PRIVATE_RANGES: "inside" }],
    ["SECURITY_CONTACT", { SECURITY_CONTACT: "security@example.com" }],
    ["TERMS_URL", { TERMS_URL: "https://example.com/terms" }],
    ["TERMS_VERSION", { TERMS_URL: "https://example.com/terms", TERMS_VERSION: "with a space" }],
    ["CORS_ORIGINS", { CORS_ORIGINS: "https://a.example/" }],
    ["SIGN_UP", { SIGN_UP: "yes" }],
    ["BOT_PROTECTION", { BOT_PROTECTION: "on" }],
    ["SESSION_IDLE_DAYS", { SESSION_IDLE_DAYS: "100" }],
    ["HOST", { HOST: "not a host" }],
  ])("a bad %s gives one sentence that names it (S-038, S-101): %o", (name, change) => {
    const read = () => readSettings({ ...production, ...change })
    expect(read).toThrow(SettingsError)
    expect(read).toThrow(new RegExp(`^[^\\n]*\\b${name}\\b[^\\n]*\\.$`))
  })

  test("http is fine in production on loopback, without a trailing slash", () => {
    expect(readSettings({ ...production, PUBLIC_URL: "http://localhost:3000/" }).PUBLIC_URL).toBe(
      "http://localhost:3000",
    )
  })

  test("the sentence says what the value should be", () => {
    expect(() => readSettings({ ...demo, PORT: "abc" })).toThrow(
      "PORT must be a whole number from 1 to 65535: correct it",
    )
  })

  test("no message reveals a secret", () => {
    expect(() => readSettings({ ...production, AUTH_SECRET: "hunter2" })).not.toThrow(/hunter2/)
  })

  test("a login shell's MAIL (a mailbox path) is ignored", () => {
    expect(readSettings({ ...demo, MAIL: "/var/mail/somebody" }).MAIL).toBe("on")
  })
})
