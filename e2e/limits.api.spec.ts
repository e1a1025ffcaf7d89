import { randomBytes } from "node:crypto"
import { from, many, newClient, tally } from "./clients"
import { db } from "./database"
import {
  api,
  countMailsTo,
  expect,
  good,
  newAddress,
  newTenant,
  type Person,
  password,
  signIn,
  type Tokens,
  test,
} from "./fixtures"
import { anotherServer } from "./servers"

// One server is started for the whole file, with two limits low enough to be reached one by one.
test.describe.configure({ mode: "default", timeout: 90_000 })

const settings = {
  RATE_LIMIT_SCALE: "1",
  TRUSTED_PROXIES: "127.0.0.1,::1",
  LIMIT_REFRESH_PER_HOUR: "3",
  LIMIT_REQUESTS_PER_PERSON_PER_MINUTE: "12",
  LIMIT_REQUESTS_PER_API_KEY_PER_MINUTE: "8",
  LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "60",
}

type Server = Awaited<ReturnType<typeof anotherServer>>
let server: Server
let second: Server

test.beforeAll(async () => {
  ;[server, second] = await Promise.all([anotherServer(settings), anotherServer(settings)])
})
test.afterAll(() => Promise.all([server.stop(), second.stop()]))

const guess = (email: string, ip = newClient(), at = server, given = "a wrong password") =>
  api<Tokens>("POST /auth/login", { body: { email, password: given }, headers: from(ip), origin: at.origin })

test("POST /auth/login – 30 a minute per client, on two servers together (S-074, S-078)", async () => {
  const ip = newClient()
  const answers = await many(60, (i) => guess(newAddress(), ip, i % 2 ? server : second))
  expect(tally(answers)).toEqual({ "401 invalid_credentials": 30, "429 rate_limited": 30 })
  expect((await guess(newAddress())).outcome).toBe("401 invalid_credentials")
})

test("POST /auth/login – addresses of one IPv6 network are limited as one client", async () => {
  const network = `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}`
  const answers = await many(40, (i) => guess(newAddress(), `${network}::${i + 1}`))
  expect(tally(answers)).toEqual({ "401 invalid_credentials": 30, "429 rate_limited": 10 })
})

test("POST /auth/login – 20 failures for one address, from anywhere, concurrently, whether it has an account or not (S-081)", async ({
  team,
}) => {
  for (const email of [team.guest.email, newAddress("nobody")]) {
    const answers = await many(100, (i) => guess(email, newClient(), i % 2 ? server : second))
    expect(tally(answers)).toEqual({ "401 invalid_credentials": 20, "429 rate_limited": 80 })
  }
  expect((await guess(team.guest.email, newClient(), server, password)).outcome).toBe("429 rate_limited")
})

test("POST /auth/login – a device that has signed in before is not locked out by other people's failures (S-079)", async () => {
  const owner = await newTenant()
  const home = newClient()
  good(await guess(owner.email, home, server, password))
  await many(50, () => guess(owner.email))
  expect((await guess(owner.email, newClient(), server, password)).outcome).toBe("429 rate_limited")
  expect((await guess(owner.email, home, second, password)).status).toBe(200)
})

test("POST /auth/login – what a client says about its address counts only behind a trusted proxy (S-074)", async () => {
  const open = await anotherServer({
    RATE_LIMIT_SCALE: "1",
    LIMIT_SIGN_IN_PER_MINUTE: "7",
    LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "1000",
  })
  const names = ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip", "x-client-ip"]
  try {
    await db().$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'sign_in:%'`
    const answers = await many(30, (i) => {
      const hops = Array.from({ length: 1 + (i % 5) }, newClient).join(", ")
      const headers = { [names[i % names.length] ?? ""]: hops }
      return api("POST /auth/login", { body: { email: newAddress(), password }, headers, origin: open.origin })
    })
    // Other sign-ins from here in this minute count too.
    const counts = tally(answers)
    expect(counts["401 invalid_credentials"]).toBeLessThanOrEqual(7)
    expect(Object.keys(counts).sort()).toEqual(["401 invalid_credentials", "429 rate_limited"])
  } finally {
    await open.stop()
  }
})

test("429 – RateLimit headers and Retry-After say when to come back, and nothing about other callers (S-254)", async () => {
  const email = newAddress()
  const first = await guess(email)
  const policies = list(first.headers.get("ratelimit-policy"))
  expect(policies).toEqual({ client: { q: 60, w: 60 }, sign_in: { q: 30, w: 60 } })
  expect(list(first.headers.get("ratelimit"))).toEqual({
    client: { r: 59, t: expect.any(Number) },
    sign_in: { r: 29, t: expect.any(Number) },
  })
  await many(40, () => guess(email))
  const { headers, error } = await guess(email)
  const wait = Number(headers.get("retry-after"))
  expect(error.code).toBe("rate_limited")
  expect(wait).toBeGreaterThan(0)
  expect(list(headers.get("ratelimit")).sign_in_failures).toEqual({ r: 0, t: wait })
})

test("POST /auth/register – 20 an hour per client", async () => {
  const ip = newClient()
  const body = () => ({ email: newAddress(), password, name: "Nora", organization_id: "org_nothing" })
  const answers = await many(30, () =>
    api("POST /auth/register", { body: body(), headers: from(ip), origin: server.origin }),
  )
  expect(tally(answers)).toEqual({ "403 sign_up_closed": 20, "429 rate_limited": 10 })
})

test("POST /auth/password/forgot, /auth/verify-email/resend – always 202, but at most five emails an hour to one recipient (S-083)", async () => {
  const owner = await newTenant()
  const before = await countMailsTo(owner.email)
  const forgot = () =>
    api("POST /auth/password/forgot", {
      body: { email: owner.email },
      headers: from(newClient()),
      origin: server.origin,
    })
  expect(tally(await many(30, forgot))).toEqual({ "202": 30 })
  expect((await countMailsTo(owner.email)) - before).toBe(5)
  const [first, last] = [await forgot(), await forgot()]
  expect(first.headers.get("ratelimit-policy")).toBe(last.headers.get("ratelimit-policy"))
})

test("POST …/resend – the sixth email to one address is 429, and sends none", async () => {
  const owner = await newTenant()
  const send = (line: string, body?: unknown) => owner.send<{ id: string }>(line, body, { origin: server.origin })
  const email = newAddress("invited")
  const path = `/organizations/${owner.organizationId}/invites`
  const { id } = good(await send(`POST ${path}`, { email, role: "member" }))
  const answers = await many(8, () => send(`POST ${path}/${id}/resend`))
  expect(tally(answers)).toEqual({ "200": 4, "429 rate_limited": 4 })
  expect(
    answers.filter(({ status }) => status === 429).every(({ headers }) => Number(headers.get("retry-after")) > 0),
  ).toBe(true)
  expect(await countMailsTo(email)).toBe(5)
})

test("POST /auth/refresh – too often is 429 and ends nothing (S-122)", async () => {
  const owner = await newTenant()
  let tokens = { token: owner.token, refresh_token: owner.refreshToken }
  const refresh = () =>
    api<Tokens>("POST /auth/refresh", {
      body: { refresh_token: tokens.refresh_token },
      headers: from(newClient()),
      origin: server.origin,
    })
  for (let i = 0; i < 3; i++) tokens = good(await refresh())
  expect((await refresh()).outcome).toBe("429 rate_limited")
  expect((await api("GET /users/me", { token: tokens.token })).status).toBe(200)
  expect((await api("POST /auth/refresh", { body: { refresh_token: tokens.refresh_token } })).status).toBe(200)
})

test("every operation – requests of people are limited per user, not per IP address", async ({ team }) => {
  const me = (person: Person) =>
    person.send("GET /users/me", undefined, { origin: server.origin, headers: from(newClient()) })
  const own = await signIn(team.member.email)
  expect(tally(await many(20, () => me(own)))).toEqual({ "200": 12, "429 rate_limited": 8 })
  const other = await me(team.admin)
  expect([other.status, list(other.headers.get("ratelimit-policy"))]).toEqual([200, { person: { q: 12, w: 60 } }])
})

test("every operation – API keys are limited per key; a flood of invalid keys only limits the client that sends it (S-230)", async ({
  team,
}) => {
  const { data } = await team.admin.send<{ secret: string }>("POST /api-keys", {
    name: "k",
    role: "member",
    permissions: ["users:read"],
  })
  const ip = newClient()
  const list = (token: string, client = ip) =>
    api("GET /users", { token, headers: from(client), origin: server.origin })
  const flood = await many(100, () => list(`nsk_${randomBytes(32).toString("base64url")}`))
  expect(tally(flood)).toEqual({ "401 invalid_token": 60, "429 rate_limited": 40 })
  expect(tally(await many(12, () => list(data.secret, newClient())))).toEqual({ "200": 8, "429 rate_limited": 4 })
})

/** Parses a list of strings with integer parameters (RFC 9651 §3.1), the only form in these headers. */
function list(header: string | null): Record<string, Record<string, number>> {
  const member = /^"([a-z_]+)"((?:;[a-z]+=\d+)+)$/
  return Object.fromEntries(
    String(header)
      .split(", ")
      .map((text) => {
        const [, name = "", parameters = ""] = member.exec(text) ?? []
        if (!name) throw new Error(`not a member of such a list: ${text}`)
        const pairs = parameters
          .slice(1)
          .split(";")
          .map((pair) => pair.split("="))
        return [name, Object.fromEntries(pairs.map(([key, value]) => [key, Number(value)]))]
      }),
  )
}

test("POST …/invites/bulk – a dry run counts what would exceed the day's emails, and uses up none", async () => {
  const tight = await anotherServer({ RATE_LIMIT_SCALE: "1", LIMIT_MAILS_PER_NEW_TENANT_PER_DAY: "3" })
  try {
    const owner = await newTenant()
    const bulk = async (dry_run: boolean) => {
      const invites = Array.from({ length: 5 }, () => ({ email: newAddress(), role: "guest" }))
      const path = `POST /organizations/${owner.organizationId}/invites/bulk`
      const rows = good(
        await owner.send<{ result: string; code?: string }[]>(path, { invites, dry_run }, { origin: tight.origin }),
      )
      return rows.map(({ result, code }) => code ?? result)
    }
    const over = ["rate_limited", "rate_limited"]
    for (let i = 0; i < 2; i++)
      expect(await bulk(true)).toEqual([...Array.from({ length: 3 }, () => "would_invite"), ...over])
    expect(await bulk(false)).toEqual([...Array.from({ length: 3 }, () => "invited"), ...over])
    expect(await bulk(true)).toEqual(Array.from({ length: 5 }, () => "rate_limited"))
  } finally {
    await tight.stop()
  }
})

test("POST …/invites – shows what is left of the tenant's emails, a 429 names the limit, and the operator raises it for one tenant (P-15)", async () => {
  const tight = await anotherServer({ RATE_LIMIT_SCALE: "1", LIMIT_MAILS_PER_NEW_TENANT_PER_DAY: "2" })
  try {
    const owner = await newTenant()
    const there = { origin: tight.origin }
    const invite = () =>
      owner.send(`POST /organizations/${owner.organizationId}/invites`, { email: newAddress(), role: "guest" }, there)
    type Tenant = { emails: { per_day: number; remaining: number; resets_at: string } }
    const emails = async () => good(await owner.send<Tenant>(`GET /tenants/${owner.tenantId}`, undefined, there)).emails
    const [first] = [await invite(), await invite()]
    expect(list(first.headers.get("ratelimit-policy")).mail_new_tenant).toEqual({ q: 2, w: 86_400 })
    expect(list(first.headers.get("ratelimit")).mail_new_tenant).toMatchObject({ r: 1 })
    const refused = await invite()
    expect([refused.outcome, refused.error]).toMatchObject(["429 rate_limited", { limit: "mail_new_tenant" }])
    expect(list(refused.headers.get("ratelimit")).mail_new_tenant).toMatchObject({ r: 0 })
    expect(await emails()).toMatchObject({ per_day: 2, remaining: 0 })
    await db().tenant.update({ where: { id: String(owner.tenantId) }, data: { emailsPerDay: 4 } })
    expect(await emails()).toMatchObject({ per_day: 4, remaining: 2 })
    expect((await invite()).status).toBe(201)
  } finally {
    await tight.stop()
  }
})
