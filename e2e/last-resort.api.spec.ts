import { setTimeout as sleep } from "node:timers/promises"
import { expect, newAddress, type Person, test } from "./fixtures"
import { type OwnDatabase, ownDatabase, ownerAt } from "./own-database"
import { anotherServer, anotherWorker, type Program } from "./servers"

// R-009 on a separate server, with a database that can be broken. Uncaught errors are thrown in its process.
test.describe.configure({ mode: "serial" })

const uncaught = `
  process.on("message", () => {
    Promise.reject(new Error("rejected for ada@example.com"))
    setTimeout(() => { throw new Error("thrown for ada@example.com") })
  })`

let database: OwnDatabase
let server: Awaited<ReturnType<typeof anotherServer>>
let owner: Person

test.beforeAll(async () => {
  database = await ownDatabase()
  server = await anotherServer({ DATABASE_URL: database.url }, uncaught)
  owner = await ownerAt(server.origin, database)
})

test.afterAll(async () => {
  await server?.stop()
  await database?.drop()
})

/** Returns the responses to others while `fault` happens. */
async function othersDuring<T>(fault: () => Promise<T>): Promise<T> {
  const [given, ...others] = await Promise.all([
    fault(),
    ...Array.from({ length: 20 }, () => owner.send("GET /users?limit=1")),
  ])
  expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(["200"]))
  expect(server.child.exitCode).toBeNull()
  return given
}

const fetched = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/v1${path}`, { headers: { authorization: `Bearer ${owner.token}`, ...headers } })

/** Log lines of a request, except its access log line. */
const said = (id: string | null) => server.log().filter((line) => line.request_id === id && line.route === undefined)

test("a throw in a handler is 500, logged once with its request, and other requests succeed (R-009)", async () => {
  await database.ask(`ALTER TABLE audit_events RENAME TO away;
    CREATE VIEW audit_events AS SELECT * FROM away WHERE 1 / (length(id) - length(id)) = 0;
    INSERT INTO away (tenant_id, id, created_at, actor_type, action) SELECT '${owner.tenantId}', 'evt_0', now() - interval '1 hour', 'system', 'user.updated'`)
  const answer = await othersDuring(() => fetched("/audit-events"))
  await database.ask("DROP VIEW audit_events; ALTER TABLE away RENAME TO audit_events")
  const { error } = await answer.json()
  expect([answer.status, error.code]).toEqual([500, "internal_error"])
  expect(JSON.stringify(error)).not.toMatch(/audit_events|relation|prisma/i)
  expect(said(error.request_id)).toMatchObject([{ level: "error", msg: "request failed" }])
  expect((await fetched("/audit-events")).status).toBe(200)
})

test("an error inside a stream aborts it and is logged once, and other requests succeed (R-009)", async () => {
  await database.ask(
    `INSERT INTO audit_events (tenant_id, id, created_at, actor_type, action, after)
     SELECT $1, 'evt_' || n, now() - n * interval '1 second', 'system', 'user.updated', jsonb_build_object('x', repeat('x', 10000))
     FROM generate_series(1, 3000) n`,
    [owner.tenantId],
  )
  const answer = await fetched("/audit-events", { accept: "text/csv" })
  expect(answer.status).toBe(200)
  // It waits for its reader; meanwhile its table disappears.
  await database.ask("ALTER TABLE audit_events RENAME TO away")
  await othersDuring(() => expect(answer.text()).rejects.toThrow())
  await database.ask("ALTER TABLE away RENAME TO audit_events")
  const id = answer.headers.get("x-request-id")
  await expect.poll(() => said(id)).toMatchObject([{ level: "error", msg: "an answer broke off" }])
  expect((await (await fetched("/audit-events", { accept: "text/csv" })).text()).split("\r\n").length).toBeGreaterThan(
    3_000,
  )
})

test("a job that fails in the background is logged once per attempt, and other jobs are done (R-009)", async () => {
  const [bad, fine] = [newAddress(), newAddress()]
  await database.ask(`
    CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER broken BEFORE UPDATE ON mails FOR EACH ROW WHEN (OLD.recipient = '${bad}') EXECUTE FUNCTION break_it()`)
  const before = failures(server).length
  for (const email of [bad, fine]) expect((await invited(email)).status).toBe(201)
  const state = async (email: string) =>
    (await database.ask<{ state: string }>("SELECT state FROM mails WHERE recipient = $1", [email]))[0]?.state
  await expect.poll(() => state(fine)).toBe("sent")
  await expect.poll(() => failures(server).length, { timeout: 10_000 }).toBeGreaterThan(before)
  const [job] = await database.ask<{ attempts: number }>(
    "SELECT attempts FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL",
  )
  expect(failures(server).length - before).toBe(job?.attempts)
  await database.ask("DROP TRIGGER broken ON mails")
  await expect.poll(() => state(bad), { timeout: 20_000 }).toBe("sent")
})

const invited = (email: string) =>
  owner.send(`POST /organizations/${owner.organizationId}/invites`, { email, role: "member" })
const failures = (program: Program) => program.log().filter(({ msg }) => msg === "the queue reports an error")

/** Throws an uncaught error in the program, and returns when it is logged. */
async function fail(program: Program): Promise<void> {
  program.child.send("fault")
  await expect
    .poll(() => program.log().filter(({ msg }) => msg?.endsWith("that nobody caught")), { timeout: 20_000 })
    .toMatchObject([
      { level: "error", msg: "a rejection that nobody caught", err: { message: "rejected for …" } },
      { level: "error", msg: "an error that nobody caught", err: { message: "thrown for …" } },
    ])
}

/** Expects each of the two once, without addresses, and the exit code 1. */
async function expectEnded(program: Program): Promise<void> {
  await expect.poll(() => program.child.exitCode, { timeout: 25_000 }).toBe(1)
  expect(program.printed().match(/(rejected|thrown) for/g)).toHaveLength(2)
  expect(program.printed()).not.toContain("ada@example.com")
}

test("an uncaught error is logged once, without addresses; the worker finishes its work and exits with 1 (R-009)", async () => {
  const worker = anotherWorker({ DATABASE_URL: database.url }, uncaught)
  await expect.poll(() => worker.child.connected).toBe(true)
  await sleep(1_500)
  await fail(worker)
  await expectEnded(worker)
})

test("an uncaught error is logged once, without addresses; the server turns not ready, finishes its requests and exits with 1 (R-009)", async () => {
  // A streamed response is still in progress.
  const answer = await fetched("/audit-events", { accept: "text/csv" })
  await fail(server)
  const ready = await fetch(`${server.origin}/api/health/ready`).then(
    ({ status }) => status,
    () => 503, // it no longer listens
  )
  expect(ready).toBe(503)
  expect((await answer.text()).split("\r\n").length).toBeGreaterThan(3_000)
  await expectEnded(server)
})
