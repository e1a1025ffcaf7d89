import { createServer } from "node:net"
import nodemailer from "nodemailer"
import pg from "pg"
import { SMTPServer } from "smtp-server"
import { afterAll, describe, expect, test } from "vitest"
import { smtpOptions } from "../mail/smtp"
import { SettingsError } from "./check-settings"
import { readSettings } from "./env"

const demo = {
  NANOSTACK_MODE: "demo",
  AUTH_SECRET: "Zk3v9QpX7mL2wRt8sYb1nHc6dJf4gVa0eUoI5xKq",
  DATABASE_URL: "postgresql://nanostack@localhost:5432/nanostack",
}

function problem(change: Record<string, string>): string | null {
  try {
    readSettings({ ...demo, ...change })
    return null
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
}

describe("a bad address gives one sentence that says which setting and what to do, and never the password (U-17)", () => {
  const secrets = [
    "50%off",
    "hunter%zzz",
    "hunter#12",
    "12#34hunter",
    "hunter/12",
    "hunter?12",
    "12?34hunter",
    "h%ff%feunter",
  ]
  const urls = { SMTP_URL: "smtp://", DATABASE_URL: "postgresql://", REDIS_URL: "redis://" }
  for (const [name, scheme] of Object.entries(urls))
    test.each(secrets)(`${name} with the password %s`, (secret) => {
      const message = problem({ [name]: `${scheme}user:${secret}@mail.example.com:2525` })
      expect(message).toMatch(new RegExp(`^${name} .*%25 for %.*\\.env\\.$`))
      expect(message).not.toContain(secret)
      expect(message).not.toContain("hunter")
    })

  test("not a URL", () => {
    expect(problem({ SMTP_URL: "mail.example.com" })).toContain(
      "SMTP_URL must be a URL such as smtp://user:password@host",
    )
    expect(problem({ SMTP_URL: "https://user:hunter@example.com" })).not.toContain("hunter")
    expect(problem({ SMTP_URL: "smtp://:hunter@example.com" })).toContain("without a user name")
  })
})

test.each([
  ["SMTP_URL", "smtp://user:50%25off@mail.example.com:587"],
  ["SMTP_URL", "smtp://ada%40example.com:p%23%2F%3F%40@mail.example.com"],
  ["SMTP_URL", "smtp://localhost:25"],
  ["DATABASE_URL", "postgresql://user:p%25%40@db.example.com/nanostack?sslmode=require"],
  ["DATABASE_URL", "postgresql:///nanostack?host=/var/run/postgresql"],
  ["DATABASE_URL", "postgres://db.example.com/nanostack?user=a@b&password=c"],
  ["REDIS_URL", "rediss://:p%25%40@redis.example.com:6379/1"],
])("%s accepts %s (U-17)", (name, value) => {
  expect(problem({ [name]: value })).toBeNull()
})

describe("MAIL_FROM (U-17)", () => {
  test.each([
    "no-reply@example.com",
    "Nanostack <no-reply@example.com>",
    "St. Mary's – Zoë <no-reply@example.com>",
    '"Acme, Inc." <no-reply@example.com>',
    String.raw`"Say \"hi\"" <no-reply@example.com>`,
  ])("accepts %s", (value) => {
    expect(problem({ MAIL_FROM: value })).toBeNull()
  })

  test.each(["Acme, Inc. <no-reply@example.com>", "a@b <no-reply@example.com>", "Acme (EU) <no-reply@example.com>"])(
    "%s needs quotes, and the error says so",
    (value) => {
      expect(problem({ MAIL_FROM: value })).toMatch(/^MAIL_FROM .*"Acme, Inc\." <no-reply@example\.com>.*\.$/)
    },
  )

  test.each(["nobody", "a@b.test, c@d.test", "Ada <a@b.test> <c@d.test>", "Ada <a@b\r\nBcc: x@y>"])(
    "%j is rejected",
    (value) => {
      expect(problem({ MAIL_FROM: value })).toMatch(/^MAIL_FROM .*\.$/)
    },
  )
})

const odd = "50%off:/?#@ü"

test("a percent-encoded password reaches the mail server, and a quoted name its reader (U-17)", async () => {
  const seen: unknown[] = []
  const server = new SMTPServer({
    authOptional: false,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      seen.push([username, password])
      done(null, { user: username })
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        seen.push(/^From: .*$/m.exec(Buffer.concat(chunks).toString())?.[0].trim())
        done()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.server.address() as { port: number }
  const { SMTP_URL = "", MAIL_FROM } = readSettings({
    ...demo,
    SMTP_URL: `smtp://${encodeURIComponent("ada@example.com")}:${encodeURIComponent(odd)}@127.0.0.1:${port}`,
    MAIL_FROM: '"Acme, Inc." <no-reply@example.com>',
  })
  const mailer = nodemailer.createTransport(smtpOptions(SMTP_URL))
  await mailer.sendMail({ from: MAIL_FROM, to: "ben@example.com", subject: "S", text: "T" })
  await new Promise<void>((done) => server.close(done))
  expect(seen).toEqual([["ada@example.com", odd], 'From: "Acme, Inc." <no-reply@example.com>'])
})

describe("PostgreSQL and Redis", () => {
  const url = new URL(String(process.env.DATABASE_URL))
  const own = new pg.Client({ connectionString: url.href })
  afterAll(async () => {
    await own.query("DROP ROLE IF EXISTS odd_role")
    await own.end()
  })

  test("a percent-encoded password signs in to PostgreSQL (U-17)", async () => {
    await own.connect()
    await own.query("DROP ROLE IF EXISTS odd_role")
    await own.query(`CREATE ROLE odd_role LOGIN PASSWORD ${pg.escapeLiteral(odd)}`)
    url.username = "odd_role"
    url.password = encodeURIComponent(odd)
    const { DATABASE_URL } = readSettings({ ...demo, DATABASE_URL: url.href })
    const client = new pg.Client({ connectionString: DATABASE_URL })
    await client.connect()
    const { rows } = await client.query("SELECT current_user AS me")
    await client.end()
    expect(rows).toEqual([{ me: "odd_role" }])
  })

  test("a percent-encoded password reaches Redis (U-17)", async () => {
    const { Redis } = await import("ioredis")
    let said = ""
    const server = createServer((socket) => {
      socket.on("error", () => {})
      socket.on("data", (bytes) => {
        said += bytes.toString()
        socket.write("+OK\r\n")
      })
    })
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
    const { port } = server.address() as { port: number }
    const { REDIS_URL = "" } = readSettings({
      ...demo,
      REDIS_URL: `redis://ada:${encodeURIComponent(odd)}@127.0.0.1:${port}`,
    })
    const client = new Redis(REDIS_URL, { retryStrategy: null, enableReadyCheck: false })
    client.on("error", () => {})
    await expect.poll(() => said).toContain(odd)
    client.disconnect()
    server.close()
    expect(said).toMatch(/\bada\r\n/)
  })
})
