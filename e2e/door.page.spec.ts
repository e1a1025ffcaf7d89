import type { APIRequestContext } from "@playwright/test"
import pg from "pg"
import { actions, pageAddresses } from "./actions"
import { api, expect, newTeam, type Team, test } from "./fixtures"
import { type OwnDatabase, ownDatabase } from "./own-database"
import { personAt, signInAt } from "./pages"
import { anotherServer } from "./servers"

type Sent = { origin?: string; site?: string; at?: string; action?: string; search?: string }

const plain = { maxRedirects: 0, failOnStatusCode: false }

/** Sends an empty form to a page, or calls one of its actions as React's runtime does. */
function post(request: APIRequestContext, page: string, { origin, site, at = "", action, search = "" }: Sent) {
  const headers = {
    ...(origin === undefined ? {} : { origin }),
    ...(site === undefined ? {} : { "sec-fetch-site": site }),
    ...(action === undefined ? {} : { "next-action": action }),
  }
  return request.post(`${at}${page}${search}`, { ...plain, multipart: { 0: "[]" }, headers })
}

/** Everything that can be sent to each page: a plain form, and each of its actions. */
const forms = () => [...pageAddresses().map((page) => ({ page, id: undefined })), ...actions()]

test.describe.configure({ mode: "default", timeout: 240_000 })

test("a form from another origin, or with an invalid Origin, is 403 on every page and for every action (P-10)", async ({
  request,
  baseURL,
}) => {
  expect(forms().length).toBeGreaterThan(50)
  const evil: Sent = { origin: "https://evil.test", site: "cross-site" }
  const foreign: Sent[] = [
    { origin: "x" },
    { origin: "https://" },
    { origin: "null" },
    { origin: "null", site: "cross-site" },
    { origin: String(baseURL), site: "cross-site" },
    { site: "same-site" },
  ]
  const everyForm = forms().flatMap((form, i) => [
    { ...form, sent: evil },
    // One decision, made before any page: one kind in turn is enough.
    { ...form, sent: foreign[i % foreign.length] ?? evil },
  ])
  const all = [...everyForm, ...foreign.map((sent) => ({ page: "/login", id: undefined, sent }))]
  for (const { page, id: action, sent } of all) {
    const answer = await post(request, page, { ...sent, action })
    expect([page, action, sent, answer.status()]).toEqual([page, action, sent, 403])
  }
  const german = await request.post("/login", { ...plain, headers: { origin: "x", "accept-language": "de" } })
  expect(await german.text()).toMatch(/<html lang="de">[\s\S]*anderen Website/)
  expect((await post(request, "/login", { origin: "null", site: "same-origin" })).status()).not.toBe(403)
})

test("no page responds 500 to a meaningless parameter (O-7, P-11)", async ({ browser, baseURL }) => {
  const team: Team = await newTeam()
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.owner.email, team.owner.password)
  const org = `org=${team.organizationId}`
  const searches = [
    `${org}&cursor=x&id=%00&token=%00&link=%ff&next=%ff`,
    `${org}&cursor=%ff`,
    `${org}&cursor=%00&q=%00&status=%00&sort=x&role=%ff`,
    "org=%00",
    "org=%ff&cursor=x&cursor=y",
  ]
  for (const path of pageAddresses())
    for (const search of searches) {
      const answer = await context.request.get(`${path}?${search}`, plain)
      expect(answer.status(), `${path}?${search}`).toBeLessThan(500)
    }
  for (const path of pageAddresses().filter((path) => path.endsWith("/x")))
    for (const value of ["%00", "%e2%80%ae", "x".repeat(300), "..%2f"]) {
      const answer = await context.request.get(`${path.slice(0, -1)}${value}?${org}`, plain)
      expect(answer.status(), `${path} ${value}`).toBeLessThan(500)
    }
  for (const { page: path, id } of actions()) {
    const answer = await post(context.request, path, {
      origin: String(baseURL),
      site: "same-origin",
      action: id,
      search: "?cursor=x&org=%00",
    })
    expect(answer.status(), path).toBeLessThan(500)
  }
  await context.close()
})

test("requests for more pages than the limit get a readable page and Retry-After (N-16)", async ({
  browser,
  baseURL,
  team,
}) => {
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.member.email, team.member.password)
  const limits = { LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "3", LIMIT_REQUESTS_PER_PERSON_PER_MINUTE: "5" }
  const server = await anotherServer({ RATE_LIMIT_SCALE: "1", ...limits })
  try {
    const open = (path: string, headers = {}) => context.request.get(`${server.origin}${path}`, { ...plain, headers })
    // A person has a separate account, apart from their client's.
    const own: number[] = []
    for (let i = 0; i < 7; i++) own.push((await open("/profile")).status())
    expect(own.map((status) => status === 429)).toEqual([false, false, false, false, false, true, true])
    await context.clearCookies()
    const client: number[] = []
    for (let i = 0; i < 4; i++) client.push((await open("/login")).status())
    expect(client).toEqual([200, 200, 200, 429])
    const refused = await open("/login", { "accept-language": "de" })
    expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0)
    expect(refused.headers()["ratelimit-policy"]).toBe('"client";q=3;w=60')
    expect(await refused.text()).toMatch(/<html lang="de">[\s\S]*Zu viele/)
    const form = await context.request.post(`${server.origin}/login`, {
      ...plain,
      multipart: { email: "x" },
      headers: { origin: String(baseURL), "sec-fetch-site": "same-origin" },
    })
    expect(form.status()).toBe(429)
    // Pages and the API share one account.
    expect((await api("GET /users/me", { origin: server.origin })).outcome).toBe("429 rate_limited")
  } finally {
    await server.stop()
    await context.close()
  }
})

test.describe("a database that is down, refuses connections, is half migrated or read-only (P-12, O-12)", () => {
  let database: OwnDatabase
  let server: Awaited<ReturnType<typeof anotherServer>>
  let admin: pg.Client
  let name: string

  test.beforeAll(async () => {
    database = await ownDatabase()
    name = decodeURIComponent(new URL(database.url).pathname.slice(1))
    admin = new pg.Client(String(process.env.DATABASE_URL))
    await admin.connect()
    server = await anotherServer({ DATABASE_URL: database.url, WORKER: "off" })
  })
  test.afterAll(async () => {
    await admin?.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`)
    await server?.stop()
    await admin?.end()
    await database?.drop()
  })

  const cut = () => admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name])
  // `api()` rejects any 5xx.
  const login = async () => {
    const body = JSON.stringify({ email: "a@example.com", password: "correct horse" })
    const headers = { "content-type": "application/json" }
    const response = await fetch(`${server.origin}/api/v1/auth/login`, { method: "POST", body, headers })
    const { error } = (await response.json()) as { error: { code: string } }
    return { outcome: `${response.status} ${error.code}`, headers: response.headers }
  }
  const expectAway = async () => {
    const { outcome, headers } = await login()
    expect(outcome).toBe("503 unavailable")
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
  }

  test("is 503 with Retry-After for the API and every page", async ({ browser, baseURL, team }) => {
    const { context, page } = await personAt(browser, baseURL)
    await signInAt(page, team.owner.email, team.owner.password)
    const open = (path: string, headers = {}) =>
      context.request.get(`${server.origin}${path}?org=${team.organizationId}`, { ...plain, headers })
    expect((await login()).outcome).toBe("401 invalid_credentials")

    await database.ask("ALTER TABLE sessions RENAME TO away")
    expect((await open("/members")).status()).toBe(503)
    await database.ask("ALTER TABLE away RENAME TO sessions")
    await database
      .ask("ALTER TABLE users RENAME COLUMN email_canonical TO away")
      .catch(() => database.ask("ALTER TABLE users RENAME COLUMN email TO away"))
    await expectAway()

    await admin.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`)
    await cut()
    await expectAway()

    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`)
    await cut()
    await expectAway()
    // A page of an application, whose origin can't be looked up either.
    const token = `${Buffer.from('{"alg":"ES256","typ":"at+jwt"}').toString("base64url")}.e30.AAAA`
    const headers = { authorization: `Bearer ${token}`, origin: "https://shop.example.com" }
    expect((await fetch(`${server.origin}/api/v1/users/me`, { headers })).status).toBe(503)
    const closed = [
      "/members",
      "/invites",
      "/api-keys",
      "/audit",
      "/organization",
      "/overview",
      "/profile",
      "/tenants",
      "/members/x",
      "/audit/export",
      "/profile/export",
    ]
    for (const path of closed) {
      const answer = await open(path, { "accept-language": "de" })
      expect([path, answer.status()]).toEqual([path, 503])
      expect(Number(answer.headers()["retry-after"]), path).toBeGreaterThan(0)
      if (!path.endsWith("export")) expect(await answer.text(), path).toMatch(/<html lang="de">[\s\S]*<h1>503<\/h1>/)
    }
    for (const path of pageAddresses()) expect([path, (await open(path)).status()]).not.toEqual([path, 500])
    expect(server.child.exitCode).toBeNull()
    expect(server.log().filter(({ msg }) => msg?.endsWith("nobody caught"))).toEqual([])
    await context.close()
  })

  test("no action is 500", async ({ browser, baseURL, team }) => {
    const { context, page } = await personAt(browser, baseURL)
    await signInAt(page, team.owner.email, team.owner.password)
    const cookies = await context.cookies()
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`)
    await cut()
    for (const { page: path, id } of actions()) {
      const answer = await post(context.request, path, {
        origin: String(baseURL),
        site: "same-origin",
        at: server.origin,
        action: id,
      })
      expect(answer.status(), path).not.toBe(500)
      await context.addCookies(cookies)
    }
    await context.close()
  })
})
