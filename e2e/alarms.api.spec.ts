import { readFileSync } from "node:fs"
import { alarms, firing } from "./alarms"
import { many } from "./clients"
import { askCode, enterCode } from "./codes"
import { api, expect, good, newAddress, type Person, password, type Tokens, test } from "./fixtures"
import { scrape } from "./metrics"
import { type OwnDatabase, ownDatabase, ownerAt } from "./own-database"
import { freePort } from "./ports"
import { anotherServer } from "./servers"
import { type SlowProxy, slowProxy } from "./slow-proxy"

// A server whose Redis and mail server are down, and whose database can be stalled.
test.describe.configure({ mode: "serial" })

const setsItsClock = `
  process.on("message", (ms) => {
    const { now } = Date
    Date.now = () => now() + ms
  })`

let database: OwnDatabase
let proxy: SlowProxy
let server: Awaited<ReturnType<typeof anotherServer>>
let owner: Person
let calm = ""
const fired = new Set<string>()

test.beforeAll(async () => {
  database = await ownDatabase()
  proxy = await slowProxy(database.url, 0)
  const settings = {
    DATABASE_URL: proxy.url,
    DATABASE_POOL_SIZE: "1",
    MAX_REQUESTS_IN_FLIGHT: "15",
    REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
    SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
  }
  server = await anotherServer(settings, setsItsClock)
})

test.afterAll(async () => {
  await server?.stop()
  proxy?.close()
  await database?.drop()
})

const metrics = () => scrape(server.origin)

async function expectAlarms(...names: string[]): Promise<void> {
  await expect
    .poll(async () => firing(calm, await metrics()), { timeout: 20_000 })
    .toEqual(expect.arrayContaining(names))
  for (const name of names) fired.add(name)
}

test("a healthy server – no alarm fires, and docs/metrics.md names each metric that has one (R-106)", async () => {
  await expect
    .poll(async () => {
      calm = await metrics()
      return firing(calm, calm)
    })
    .toEqual([])
  const text = readFileSync("docs/metrics.md", "utf8")
  for (const { expr } of alarms()) expect(text).toContain(`\`${/nanostack_\w+/.exec(expr)?.[0]}`)
})

test("Redis is down – the alarm on servers that limit separately fires (R-106)", async () => {
  owner = await ownerAt(server.origin, database)
  await expectAlarms("NanostackCountsAlone")
})

test("a database that does not respond – the alarms on waiting and refused requests and on unheard changes fire (R-106)", async () => {
  proxy.hold()
  const asked = many(40, () =>
    fetch(`${server.origin}/v1/users`, { headers: { authorization: `Bearer ${owner.token}` } }).then(
      async (answer) => [answer.status, await answer.text()] as const,
    ),
  )
  await expectAlarms("NanostackWaitsForDatabase", "NanostackRefusesRequests", "NanostackHearsNoChanges")
  proxy.release()
  for (const [status, text] of await asked) expect([200, 503], text).toContain(status)
  await expect
    .poll(async () => firing(calm, await metrics()))
    .toEqual(["NanostackRefusesRequests", "NanostackCountsAlone"])
})

test("POST /auth/refresh – a reused refresh token ends the session, and the alarm fires (R-106)", async () => {
  const login = await api<Tokens>("POST /auth/login", { body: { email: owner.email, password }, origin: server.origin })
  const refresh = (refresh_token: string) =>
    api<Tokens>("POST /auth/refresh", { body: { refresh_token }, origin: server.origin })
  const { refresh_token } = good(login)
  good(await refresh(good(await refresh(refresh_token)).refresh_token))
  expect((await refresh(refresh_token)).outcome).toBe("401 invalid_token")
  await expectAlarms("NanostackRefreshReused")
})

test("POST /auth/email-code/verify – many wrong codes, and the alarm on guessed codes fires (R-106)", async () => {
  const { origin } = server
  for (let i = 0; i < 21; i++) {
    const challenge = await askCode(newAddress(), {}, origin)
    await many(5, () => enterCode(challenge, "000000", { origin }))
  }
  await expectAlarms("NanostackCodesGuessed")
})

test("no email is sent – the alarms on waiting emails and on emails given up after three days fire (R-106)", async () => {
  test.setTimeout(60_000)
  for (let i = 0; i < 11; i++)
    good(
      await owner.send(`POST /organizations/${owner.organizationId}/invites`, { email: newAddress(), role: "member" }),
    )
  await database.ask("UPDATE mails SET created_at = now() - interval '6 minutes'")
  await expectAlarms("NanostackMailsWait")
  await database.ask(
    "UPDATE mails SET created_at = now() - interval '73 hours', next_try_at = now(), lease_until = NULL",
  )
  await database.ask("SELECT graphile_worker.add_job('send_mail', json_build_object('id', id)) FROM mails")
  await expectAlarms("NanostackMailsFail")
})

test("a server with a wrong clock – the alarm on the difference to the database's clock fires (R-106)", async () => {
  server.child.send(-120_000)
  await expectAlarms("NanostackClockIsOff")
})

test("every rule of docs/alerts.yml was triggered by these tests (R-106)", () => {
  expect([...fired].sort()).toEqual(
    alarms()
      .map(({ name }) => name)
      .sort(),
  )
})
