import { afterAll, beforeAll, expect, test } from "vitest"
import { smtpServer } from "../../e2e/mail/stand-ins"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { until, workerProcesses } from "../../e2e/mail/worker-processes"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { installQueue } from "../core/worker"
import { enqueueMails } from "./outbox"
import { samples } from "./samples"

let database: Awaited<ReturnType<typeof ownDatabase>>
let server: Awaited<ReturnType<typeof smtpServer>>
let workers: Awaited<ReturnType<typeof workerProcesses>>
beforeAll(async () => {
  database = await ownDatabase()
  await installQueue(database.url)
  server = await smtpServer()
  workers = await workerProcesses()
})
afterAll(async () => {
  await workers.end()
  await server.close()
  await database.drop()
})

async function queueMany(n: number, name: string) {
  const { role_changed: data } = samples()
  const all = Array.from({ length: n }, (_, i) => ({ to: `${name}${i}@example.com`, data, tenantId: null }))
  for (let i = 0; i < n; i += 50)
    await transaction((tx) =>
      enqueueMails(
        tx,
        all.slice(i, i + 50).map((mail) => ({ ...mail, template: "role_changed" as const })),
      ),
    )
}
const arrived = (to: string) => server.emails.some((mail) => mail.to.includes(to))
const forget = () => db().mail.deleteMany({})

/** Seconds until a password reset arrives that is requested while all of those wait. */
async function resetAmid(to: string): Promise<number> {
  const since = Date.now()
  await post(to, "reset_password", { ...samples().reset_password, url: "http://localhost:3000/forgot-password" })
  await until(() => arrived(to), 30_000)
  return (Date.now() - since) / 1000
}

test("a provider takes two emails a second and 650 wait: an email that a person waits for arrives within seconds (O-5)", async () => {
  server.state.script = { takes: 500 }
  await queueMany(650, "slow")
  const worker = workers.start({ SMTP_URL: server.url })
  await until(() => server.emails.length >= 8, 60_000)
  expect(await resetAmid("waits@example.com")).toBeLessThan(5)
  expect(server.emails.length).toBeLessThan(40)
  await workers.kill(worker)
  await forget()
}, 180_000)

test("a provider refuses more than two emails a second: only bulk email slows down (O-5)", async () => {
  server.emails.length = 0
  const taken: number[] = []
  let refused = 0
  server.state.script = {
    message: () => {
      const now = Date.now()
      if (taken.filter((at) => at > now - 1_000).length < 2) return void taken.push(now)
      refused++
      return "451 4.7.1 Sending rate exceeded, slow down"
    },
  }
  await queueMany(200, "fast")
  const worker = workers.start({ SMTP_URL: server.url })
  await until(() => server.emails.length >= 8, 200_000)
  const before = refused
  expect(await resetAmid("asks@example.com")).toBeLessThan(12)
  // Without pacing there would be hundreds by now.
  expect(refused).toBeLessThan(60)
  expect(refused - before).toBeLessThan(20)
  await workers.kill(worker)
  await forget()
}, 300_000)
