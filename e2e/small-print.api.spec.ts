import { readFileSync } from "node:fs"
import { origin } from "./document"
import { api, expect, good, newAddress, newTeam, newTenant, test } from "./fixtures"
import { anotherServer, type Line } from "./servers"

type Shown = { id: string; organization_id: string | null; tenant_id: string | null; role: string }

test("a member's token ends with their organization (P-13)", async () => {
  const { owner, member, organizationId } = await newTeam()
  good(await owner.send(`DELETE /organizations/${organizationId}`))
  expect((await member.send("GET /users/me")).status).toBe(401)
})

test("429 – the header names the limit that was reached: the recipient's or the tenant's emails (P-13)", async () => {
  const owner = await newTenant()
  const { organizationId } = owner
  const server = await anotherServer({
    RATE_LIMIT_SCALE: "1",
    LIMIT_MAILS_PER_RECIPIENT_PER_HOUR: "1",
    LIMIT_MAILS_PER_NEW_TENANT_PER_DAY: "3",
  })
  try {
    const send = (line: string, body?: object) => owner.send(line, body, { origin: server.origin })
    const offer = (email: string) => send(`POST /organizations/${organizationId}/invites`, { email, role: "guest" })
    const email = newAddress()
    const { id } = good(await offer(email)) as Shown
    const twice = await send(`POST /organizations/${organizationId}/invites/${id}/resend`)
    expect([twice.status, twice.headers.get("ratelimit")]).toEqual([
      429,
      expect.stringMatching(/"mail_invited";r=0;t=\d+/),
    ])
    let last = twice
    for (let i = 0; i < 4; i++) last = await offer(newAddress())
    expect([last.status, last.headers.get("ratelimit")]).toEqual([
      429,
      expect.stringMatching(/"mail_new_tenant";r=0;t=\d+/),
    ])
  } finally {
    await server.stop()
  }
})

test("numbers – text and null are no numbers in a body (P-13)", async ({ team }) => {
  const path = `POST /organizations/${team.organizationId}/invites`
  for (const expires_in_days of ["7", null, true, 1.5, [7]])
    expect(
      (await team.owner.send(path, { email: newAddress(), role: "guest", expires_in_days })).error?.fields,
      String(expires_in_days),
    ).toMatchObject([{ field: "expires_in_days" }])
  const { id } = good(
    await team.owner.send("POST /api-keys", { name: "Numbers", role: "guest", permissions: [] }),
  ) as Shown
  expect((await team.owner.send(`POST /api-keys/${id}/rotate`, { overlap_seconds: "7" })).outcome).toBe(
    "422 validation_failed",
  )
})

test("metadata – what JavaScript would round is refused, the rest returned as sent (P-13)", async ({ team }) => {
  const path = `PUT /organizations/${team.organizationId}/users/${team.guest.id}`
  const put = (metadata: string) =>
    team.owner.send<{ metadata: unknown }>(path, undefined, {
      text: `{"metadata":${metadata}}`,
      headers: { "content-type": "application/json" },
    })
  for (const big of ["9007199254740993", "-9007199254740993", "1e300", "12345678901234567890"])
    for (const metadata of [`{"a":${big}}`, `{"a":[{"b":${big}}]}`])
      expect((await put(metadata)).error?.fields, metadata).toMatchObject([{ field: "metadata" }])
  const kept = { a: 9007199254740991, b: -1.5, c: "9007199254740993", d: [0, 1e-7] }
  expect(good(await put(JSON.stringify(kept))).metadata).toEqual(kept)
})

test("half of a surrogate pair is refused wherever it stands (P-13)", async ({ team }) => {
  const half = "\\ud83d"
  const send = (line: string, text: string) =>
    team.owner.send(line, undefined, { text, headers: { "content-type": "application/json" } })
  for (const text of [`{"name":"a${half}"}`, `{"bio":"${half}b"}`, `{"a${half}":1}`])
    expect((await send("PUT /users/me", text)).outcome, text).toBe("422 validation_failed")
  expect((await send(`PUT /organizations/${team.organizationId}`, `{"metadata":{"a":"${half}"}}`)).status).toBe(422)
  expect((await send("PUT /users/me", '{"bio":"\\ud83d\\ude00"}')).status).toBe(200)
})

test("GET /audit-events as CSV – times as in JSON (P-13)", async ({ team }) => {
  const headers = { authorization: `Bearer ${team.owner.token}`, accept: "text/csv" }
  const text = await (await fetch(`${origin()}/api/v1/audit-events`, { headers })).text()
  const [event] = good(await team.owner.send<{ id: string; created_at: string }[]>("GET /audit-events?limit=1"))
  expect(text).toContain(`${event?.id},${event?.created_at},`)
})

test("GET /audit-events?sort=created_at – always a cursor: of an empty feed, of its end, and what comes later follows (P-5)", async () => {
  const { owner, organizationId } = await newTeam()
  const server = await anotherServer({ FEED_LAG_SECONDS: "1" })
  try {
    const page = async (cursor?: string) =>
      owner.send<{ id: string; action: string }[]>(
        `GET /audit-events?sort=created_at&limit=100&action=organization.updated${cursor ? `&cursor=${cursor}` : ""}`,
        undefined,
        { origin: server.origin },
      )
    const empty = await page()
    expect([empty.data, empty.pagination.has_more]).toEqual([[], false])
    const start = String(empty.pagination.next_cursor)
    expect(good(await page(start))).toEqual([])
    good(await owner.send(`PUT /organizations/${organizationId}`, { name: "First" }))
    await expect.poll(async () => (await page(start)).data.length, { timeout: 10_000 }).toBe(1)
    const { pagination } = await page(start)
    expect(pagination.has_more).toBe(false)
    const end = String(pagination.next_cursor)
    const after = await page(end)
    expect([after.data, after.pagination.next_cursor]).toEqual([[], end])
    good(await owner.send(`PUT /organizations/${organizationId}`, { name: "Second" }))
    await expect.poll(async () => (await page(end)).data.length, { timeout: 10_000 }).toBe(1)
  } finally {
    await server.stop()
  }
})

test("POST /auth/register and others – every bad field in one response, the password too (P-19)", async ({ team }) => {
  const names = ({ error }: { error: { fields?: { field: string }[] } }) =>
    (error?.fields ?? []).map(({ field }) => field).sort()
  const body = { email: "no", password: "x", name: "", role: "admin" }
  expect(names(await api("POST /auth/register", { body }))).toEqual(["email", "name", "password", "role"])
  const obvious = { email: "ada.lovelace@example.com", password: "ada.lovelace", role: "admin", name: "Ada" }
  expect((await api("POST /auth/register", { body: obvious })).error.fields).toMatchObject([
    { field: "role", code: "unknown_field" },
    { field: "password", code: "too_obvious" },
  ])
  expect(names(await api("POST /auth/password/reset", { body: { token: 7, new_password: "password" } }))).toEqual([
    "new_password",
    "token",
  ])
  expect(names(await team.member.send("PUT /users/me/password", { new_password: "x" }))).toEqual([
    "current_password",
    "new_password",
  ])
  expect(names(await api(`POST /invites/${"A".repeat(43)}/accept`, { body: { name: "", password: "x" } }))).toEqual([
    "name",
    "password",
  ])
})

test("traceparent – the log line names the trace; a malformed one is ignored (P-16)", async ({ team }) => {
  const file = process.env.NANOSTACK_SERVER_LOG
  const trace = crypto.randomUUID().replaceAll("-", "")
  const send = (traceparent: string, id: string) =>
    team.member.send("GET /users/me", undefined, { headers: { traceparent, "x-request-id": id } })
  const id = `trace-${trace}`
  expect((await send(`00-${trace}-00f067aa0ba902b7-01`, id)).status).toBe(200)
  const bad = ["nonsense", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, `ff-${trace}-00f067aa0ba902b7-01`]
  for (const [i, value] of bad.entries()) expect((await send(value, `${id}-${i}`)).status).toBe(200)
  if (!file) return
  const lines = () =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("{") && line.includes(`"${id}`))
      .map((line) => JSON.parse(line) as Line & { trace_id?: string })
  await expect.poll(() => lines().length).toBe(4)
  expect(lines().map(({ trace_id }) => trace_id)).toEqual([trace, undefined, undefined, undefined])
})
