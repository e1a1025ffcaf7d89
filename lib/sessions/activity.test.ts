import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { touchMembership, touchSession } from "../core/cache/last-seen"
import { db } from "../core/db/client"
import { callerOfSession } from "../core/identity/caller"
import { listSessions } from "./me"
import { SessionQuery } from "./schema"

let database: Awaited<ReturnType<typeof ownDatabase>>

beforeAll(async () => {
  database = await ownDatabase()
  await db().$executeRaw`INSERT INTO tenants (id, name) VALUES ('ten_1', 'T')`
  await db().$executeRaw`INSERT INTO organizations (tenant_id, id, name) VALUES ('ten_1', 'org_1', 'O')`
  await db()
    .$executeRaw`INSERT INTO users (id, email, name, activated_at) VALUES ('user_1', '1@example.com', 'P', now())`
  await db().$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search)
    VALUES ('ten_1', 'org_1', 'user_1', 'member', 'P', 'p', '1@example.com', 'p')`
  await db().$executeRaw`
    INSERT INTO sessions (user_id, id, kind, expires_at, last_seen_at, ended_at) VALUES
      ('user_1', 'ses_live', 'browser', now() + interval '30 days', now() - interval '2 days', NULL),
      ('user_1', 'ses_soon', 'browser', now() + interval '1 hour', now() - interval '3 days', NULL),
      ('user_1', 'ses_over', 'browser', now() + interval '30 days', now() - interval '1 day', now())`
})
afterAll(() => database.drop())

type Stored = { id: string; place: string; minute: number | null; left: number }

/** Sessions as stored: the place of a row changes when it is written. */
const sessions = () => db().$queryRaw<Stored[]>`
  SELECT s.id, s.ctid::text AS place, extract(epoch FROM a.seen_minute)::float8 AS minute,
    extract(epoch FROM s.expires_at - now())::float8 AS left
  FROM sessions s LEFT JOIN session_activity a ON a.user_id = s.user_id AND a.session_id = s.id ORDER BY s.id`

test("uses of sessions are written to the minute, together, and rewrite no session whose expiry hardly moves", async () => {
  const before = await sessions()
  for (const id of ["ses_live", "ses_soon", "ses_over", "ses_unknown"]) touchSession("user_1", id, id === "ses_soon")
  await vi.waitFor(async () => expect((await sessions())[2]?.left).toBeGreaterThan(29 * 86_400), 10_000)
  const [live, over, soon] = await sessions()
  expect(Number(live?.minute) % 60).toBe(0)
  expect([live?.place, over?.place, over?.minute]).toEqual([before[0]?.place, before[1]?.place, null])
  expect(soon?.minute).toBe(live?.minute)
  const me = await callerOfSession("user_1", "ses_live")
  if (!me) throw new Error("nobody is signed in")
  const { rows } = await listSessions(me, SessionQuery.parse({}))
  expect(rows.map(({ id }) => id)).toEqual(["ses_soon", "ses_live"])
  expect(rows.map((row) => new Date(row.last_seen_at as Date).getTime() / 1000)).toEqual([live?.minute, live?.minute])
})

test("a use in a minute that is known already is no write, on whatever server", async () => {
  const place = () => db().$queryRaw`SELECT ctid::text, xmin::text FROM session_activity WHERE session_id = 'ses_live'`
  await db()
    .$executeRaw`UPDATE session_activity SET seen_minute = now() + interval '1 hour' WHERE session_id = 'ses_live'`
  const before = await place()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 })
  touchSession("user_1", "ses_live", false)
  touchSession("user_1", "ses_soon", false)
  vi.useRealTimers()
  const written = async () =>
    (
      await db().$queryRaw<unknown[]>`
    SELECT 1 FROM session_activity WHERE session_id = 'ses_soon' AND seen_minute = date_trunc('minute', now())`
    ).length
  await db()
    .$executeRaw`UPDATE session_activity SET seen_minute = now() - interval '1 hour' WHERE session_id = 'ses_soon'`
  await vi.waitFor(async () => expect(await written()).toBe(1), 10_000)
  expect(await place()).toEqual(before)
})

test("a membership is written once a day", async () => {
  const scope = { tenantId: "ten_1", organizationId: "org_1" }
  const stored = () => db().$queryRaw<{ seen: Date | null; place: string }[]>`
    SELECT last_seen_at AS seen, ctid::text AS place FROM memberships m WHERE m.tenant_id = 'ten_1'`
  const use = async (seen: string, later: number) => {
    await db().$executeRaw`UPDATE memberships SET last_seen_at = ${seen}::timestamptz WHERE tenant_id = 'ten_1'`
    const [before] = await stored()
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + later })
    touchMembership("user_1", scope)
    vi.useRealTimers()
    return before
  }
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  const [first] = [await use(yesterday, 3_600_000)]
  await vi.waitFor(async () => expect((await stored())[0]?.place).not.toBe(first?.place), 10_000)
  const noted = vi.spyOn(db(), "$executeRaw")
  const again = await use(new Date().toISOString(), 7_200_000)
  await vi.waitFor(() => expect(noted.mock.results.length).toBeGreaterThan(1), 10_000)
  await Promise.all(noted.mock.results.map(({ value }) => value))
  noted.mockRestore()
  expect((await stored())[0]).toEqual(again)
})
