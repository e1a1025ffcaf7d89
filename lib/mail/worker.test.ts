import { afterAll, beforeAll, expect, test } from "vitest"
import { type Arrived, resendServer, smtpServer } from "../../e2e/mail/stand-ins"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { until, workerProcesses } from "../../e2e/mail/worker-processes"
import { db } from "../core/db/client"

const [rounds, mails] = process.env.TEST_LONG ? [50, 1000] : [5, 200]
const hello = { name: "Ada", url: "http://localhost:3000/forgot-password" }

let database: Awaited<ReturnType<typeof ownDatabase>>
let server: Awaited<ReturnType<typeof smtpServer>>
let workers: Awaited<ReturnType<typeof workerProcesses>>
beforeAll(async () => {
  database = await ownDatabase()
  server = await smtpServer()
  workers = await workerProcesses()
})
afterAll(async () => {
  await workers.end()
  await server.close()
  await database.drop()
})

const send = (to: string) => post(to, "password_changed", hello)
const unfinished = () => db().mail.count({ where: { state: { in: ["queued", "sending"] } } })
const allDone = async () => (await unfinished()) === 0
/** Expires the leases of killed workers. */
const leasesRunOut = () => db().$executeRaw`UPDATE mails SET lease_until = now() WHERE state = 'sending'`

/** Message-IDs by recipient. */
function times(mails: Arrived[]): Map<string, string[]> {
  const byRecipient = new Map<string, string[]>()
  for (const { to, messageId } of mails)
    byRecipient.set(String(to), [...(byRecipient.get(String(to)) ?? []), messageId])
  return byRecipient
}

test("an email queued before any worker ran is sent when one starts, and later ones immediately", async () => {
  await send("early@example.com")
  const worker = workers.start({ SMTP_URL: server.url })
  await until(() => server.emails.length === 1)
  await until(allDone)
  await until(async () => {
    const [row] = await db().$queryRaw<{ there: boolean }[]>`
      SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS there`
    return row?.there ?? false
  })
  const since = Date.now()
  await send("later@example.com")
  await until(() => server.emails.length === 2, 5_000)
  expect(Date.now() - since).toBeLessThan(5_000)
  await until(allDone)
  await workers.kill(worker, "SIGTERM")
})

test("emails accepted during an outage all arrive once it is over (R-032)", async () => {
  server.emails.length = 0
  const { port } = server
  await server.close()
  const worker = workers.start({ SMTP_URL: server.url })
  for (let i = 0; i < 50; i++) await send(`outage${i}@example.com`)
  await until(async () => (await db().mail.count({ where: { attempts: { gt: 1 }, state: "queued" } })) > 5)
  server = await smtpServer({}, { port })
  const since = Date.now()
  await until(allDone, 120_000)
  expect(Date.now() - since).toBeLessThan(120_000)
  expect(times(server.emails).size).toBe(50)
  expect(server.emails).toHaveLength(50)
  await workers.kill(worker)
}, 150_000)

test(`a worker killed ${rounds} times between 250 OK and "sent" loses no email and repeats at most one each time`, async () => {
  server.emails.length = 0
  for (let round = 0; round < rounds; round++) {
    await send(`r${round}@example.com`)
    const taken = new Promise<void>((done) => {
      server.state.script = { taken: () => setTimeout(done, Math.random() * 3) }
    })
    const worker = workers.start({ SMTP_URL: server.url })
    await taken
    await workers.kill(worker)
  }
  server.state.script = {}
  await leasesRunOut()
  const last = workers.start({ SMTP_URL: server.url })
  await until(allDone, 60_000)
  await workers.kill(last)
  const arrived = times(server.emails)
  const doubled = server.emails.length - arrived.size
  expect(arrived.size).toBe(rounds)
  expect(doubled).toBeLessThanOrEqual(rounds)
  for (const ids of arrived.values()) expect(new Set(ids).size).toBe(1)
  console.log(`killed ${rounds} times: ${doubled} of ${rounds} mails arrived twice, with one Message-ID`)
}, 300_000)

test(`through Resend ${rounds} kills repeat nothing`, async () => {
  const resend = await resendServer()
  const settings = { SMTP_URL: "", RESEND_API_KEY: "re_test", RESEND_BASE_URL: resend.url }
  for (let round = 0; round < rounds; round++) {
    await send(`k${round}@example.com`)
    await leasesRunOut()
    const before = resend.sent.size
    const worker = workers.start(settings)
    await until(() => resend.sent.size > before)
    await workers.kill(worker)
  }
  await leasesRunOut()
  const last = workers.start(settings)
  await until(allDone, 60_000)
  await workers.kill(last)
  const recipients = [...resend.sent.values()].map(({ body }) => String(body.to))
  expect(new Set(recipients).size).toBe(rounds)
  expect(recipients).toHaveLength(rounds)
  await resend.close()
}, 300_000)

test(`four workers share ${mails} emails, and each is sent once (R-036)`, async () => {
  server.emails.length = 0
  for (let i = 0; i < mails; i += 20)
    await Promise.all(Array.from({ length: 20 }, (_, j) => send(`m${i + j}@example.com`)))
  const four = Array.from({ length: 4 }, () => workers.start({ SMTP_URL: server.url }))
  await until(allDone, 120_000)
  await Promise.all(four.map((worker) => workers.kill(worker, "SIGTERM")))
  expect(times(server.emails).size).toBe(mails)
  expect(server.emails).toHaveLength(mails)
  expect(await db().mail.count({ where: { recipient: { startsWith: "m" }, attempts: 1, state: "sent" } })).toBe(mails)
}, 180_000)
