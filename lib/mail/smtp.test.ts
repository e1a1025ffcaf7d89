import { networkInterfaces } from "node:os"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Script, smtpServer } from "../../e2e/mail/stand-ins"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { sendMail, sweepMails } from "./deliver"
import { smtp, smtpOptions } from "./smtp"
import { classifyError } from "./smtp-error"
import { transport } from "./transport"

let database: Awaited<ReturnType<typeof ownDatabase>>
let server: Awaited<ReturnType<typeof smtpServer>>
beforeAll(async () => {
  server = await smtpServer()
  database = await ownDatabase({ SMTP_URL: server.url, MAIL_FROM: "Nanostack <no-reply@mail.example.com>" })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const hello = { name: "Ada", url: "http://localhost:3000/forgot-password" }
async function tryOnce(to: string, script: Script) {
  server.state.script = script
  const id = await post(to, "password_changed", hello)
  await sendMail(id)
  return db().mail.findUniqueOrThrow({ where: { id } })
}
const arrivedAt = (to: string) => server.emails.filter((mail) => mail.to.includes(to))
const blocked = (email: string) => db().undeliverableAddress.count({ where: { email } })

test("an email arrives with one recipient, its own Message-ID, HTML and text", async () => {
  expect(transport().name).toBe("smtp")
  const row = await tryOnce("ada@example.com", {})
  const [mail, ...others] = arrivedAt("ada@example.com")
  expect(others).toEqual([])
  expect(mail).toMatchObject({ to: ["ada@example.com"], messageId: `<${row.id}@mail.example.com>` })
  expect(mail?.headers).toMatch(/^From: Nanostack <no-reply@mail\.example\.com>\r$/m)
  expect(mail?.headers).toMatch(/^To: ada@example\.com\r$/m)
  expect(mail?.headers).toMatch(/^Auto-Submitted: auto-generated\r?$/im)
  expect(mail?.text).toContain("text/plain")
  expect(mail?.text).toContain("text/html")
  expect(row).toMatchObject({ state: "sent", transport: "smtp", lastAnswer: expect.stringMatching(/^250 /) })
})

const answers: [string, Script, string, number][] = [
  ["421 4.7.0 too many connections", { recipient: () => "421 4.7.0 too many connections" }, "queued", 0],
  ["451 4.7.1 greylisted", { recipient: () => "451 4.7.1 greylisted, try again" }, "queued", 0],
  ["452 4.2.2 mailbox full", { message: () => "452 4.2.2 mailbox full" }, "queued", 0],
  ["550 5.1.1 no such user", { recipient: () => "550 5.1.1 no such user" }, "bounced", 1],
  ["550 without a code of its own", { recipient: () => "550 unknown mailbox" }, "bounced", 1],
  ["550 5.7.1 relaying denied", { recipient: () => "550 5.7.1 relaying denied" }, "failed", 0],
  ["552 5.2.2 over quota", { recipient: () => "552 5.2.2 over quota" }, "failed", 0],
  ["554 5.7.1 looks like spam", { message: () => "554 5.7.1 looks like spam" }, "failed", 0],
  ["hangs up at the recipient", { recipient: () => "drop" }, "queued", 0],
  ["hangs up after the message", { message: () => "drop" }, "queued", 0],
]
for (const [name, script, state, undeliverable] of answers)
  test(`${name} → ${state}`, async () => {
    const to = `${name.replace(/\W+/g, "-")}@example.com`
    expect(await tryOnce(to, script)).toMatchObject({ state, transport: "smtp", leaseUntil: null })
    expect(await blocked(to)).toBe(undeliverable)
    await db().$executeRaw`UPDATE mails SET next_try_at = now() WHERE recipient = ${to}`
    server.state.script = {}
    await sweepMails()
    expect(arrivedAt(to)).toHaveLength(state === "queued" ? 1 : 0)
  })

test("a worker sends one email at a time, and each is marked as sent before the next one begins (R-035)", async () => {
  let [open, peak] = [0, 0]
  server.state.script = {
    recipient: () => {
      peak = Math.max(peak, ++open)
      return undefined
    },
    message: ({ to }) => {
      open--
      return to.includes("turn.3@example.com") ? "451 4.3.0 not now" : undefined
    },
  }
  const recipients = Array.from({ length: 8 }, (_, i) => `turn.${i}@example.com`)
  const ids = await Promise.all(recipients.map((to) => post(to, "password_changed", hello)))
  await Promise.all([...ids.slice(0, 4).map((id) => sendMail(id)), sweepMails(), sweepMails()])
  expect(peak).toBe(1)
  const rows = await db().mail.findMany({ where: { id: { in: ids } } })
  for (const { recipient, state, attempts } of rows)
    expect([recipient, state, attempts]).toEqual([recipient, recipient.startsWith("turn.3") ? "queued" : "sent", 1])
  const took = server.emails.filter(({ to }) => String(to).startsWith("turn."))
  expect(took).toHaveLength(7)
  for (const [i, next] of took.slice(1).entries()) {
    const before = rows.find(({ recipient }) => took[i]?.to.includes(recipient))
    expect(before?.sentAt?.getTime()).toBeLessThanOrEqual(next.at)
  }
})

test("an address that bounced once and accepts an email again is trusted again", async () => {
  await tryOnce("back@example.com", { recipient: () => "550 5.1.1 no such user" })
  expect(await blocked("back@example.com")).toBe(1)
  await tryOnce("back@example.com", {})
  expect(await blocked("back@example.com")).toBe(0)
})

test("a wrong password, a server that is down and a name that doesn't resolve cause retries", async () => {
  expect(
    classifyError(Object.assign(new Error(), { code: "EAUTH", responseCode: 535, response: "535 5.7.8 no" })).state,
  ).toBe("retry")
  const mail = { id: "mail_x", from: "a@example.com", to: "b@example.com", subject: "", text: "", html: "" }
  for (const url of ["smtp://127.0.0.1:1", "smtp://nowhere.invalid:25"])
    expect(await smtp(url).send(mail)).toMatchObject({ state: "retry" })
})

test("TLS is required outside this machine, and a certificate that can't be verified is refused (S-272)", async () => {
  expect(smtpOptions("smtp://u:p%40ss@mail.example.com")).toMatchObject({
    port: 587,
    requireTLS: true,
    tls: { rejectUnauthorized: true },
    auth: { user: "u", pass: "p@ss" },
  })
  expect(smtpOptions("smtps://mail.example.com")).toMatchObject({ port: 465, secure: true })
  const [host] = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter((i) => !i.internal && i.family === "IPv4")
  if (!host) return
  const outside = await smtpServer({}, { host: "0.0.0.0" })
  const mail = { id: "mail_x", from: "a@example.com", to: "b@example.com", subject: "x", text: "x", html: "x" }
  const outcome = await smtp(`smtp://${host.address}:${outside.port}`).send(mail)
  expect(outcome).toMatchObject({ state: "retry", answer: expect.stringMatching(/certificate|altnames/i) })
  expect(outside.emails).toEqual([])
  await outside.close()
})

test("names and messages can't add headers or recipients, nor markup, nor links (S-174, S-175)", async () => {
  server.state.script = {}
  const evil = "Eve\r\nBcc: victim@example.com\u2028<img src=x onerror=alert(1)> http://evil.example"
  const data = {
    organization: evil,
    inviter: evil,
    name: evil,
    role: "member",
    message: `<a href=//evil.example>${evil}</a>`,
  }
  const id = await post("safe@example.com", "invite", {
    ...data,
    url: "http://localhost:3000/",
    expires_at: "2026-12-02T14:05:00Z",
  })
  await sendMail(id)
  const [mail] = arrivedAt("safe@example.com")
  expect(mail?.to).toEqual(["safe@example.com"])
  expect(mail?.headers).not.toMatch(/^Bcc:/im)
  expect(mail?.headers.match(/^(To|Cc|Bcc):/gim)).toEqual(["To:"])
  const body = (mail?.text ?? "").replace(/=\r\n/g, "").split("Content-Type: text/html")[1] ?? ""
  expect(body).toContain("&lt;img")
  expect(body).not.toContain("<img")
  expect(body).not.toMatch(/<a href=(3D)?("|)(\/\/|https?:\/\/)evil/)
  expect(mail?.headers).not.toContain("http://evil")
})
