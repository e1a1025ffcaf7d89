import { setTimeout as sleep } from "node:timers/promises"
import { db } from "./database"
import { origin } from "./document"
import { api, expect, good, join, newTenant, test } from "./fixtures"
import { type App, newApp, post, signInTo } from "./oidc"
import { claim, listen, listenAs, listenerKey } from "./revocations"

const soon = { timeout: 5_000 }

test.setTimeout(90_000)

test("GET /revocations – for API keys with revocations:read only; people and other keys are 403", async () => {
  const owner = await newTenant()
  expect((await api("GET /revocations")).outcome).toBe("401 unauthenticated")
  expect((await owner.send("GET /revocations")).outcome).toBe("403 permission_required")
  const other = await listenerKey(owner, { permissions: ["users:read"] })
  expect((await api("GET /revocations", { token: other.secret })).outcome).toBe("403 permission_required")
  const stream = await listen((await listenerKey(owner)).secret)
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  })
  expect(stream.response.headers.has("content-encoding")).toBe(false)
  await expect.poll(() => stream.heartbeats().length, soon).toBeGreaterThan(1)
  await stream.close()
})

/** Two changes of one person within a second are one event. */
const nextSecond = () => sleep(1_010 - (Date.now() % 1_000))

test("GET /revocations – hears sign-outs, removals, demotions and applications of its scope, on every server, and never why", async ({
  twin,
}) => {
  const owner = await newTenant()
  const app = await newApp(owner)
  const [own, whole] = [
    await listen((await listenerKey(owner)).secret, twin),
    await listen((await listenerKey(owner, { tenant_wide: true })).secret, origin()),
  ]
  const sibling = await newTenant()
  const foreign = await listen((await listenerKey(sibling, { tenant_wide: true })).secret)
  const enter = async (role: string) => {
    const person = await join(owner, role)
    return { person, ...(await signInTo(person, app)) }
  }
  const expected: { event: string; data: Record<string, unknown> }[] = []
  const told = async (event: string, data: Record<string, unknown>) => {
    expected.push({ event, data })
    for (const one of [own, whole])
      await expect.poll(() => one.heard().at(-1), { ...soon, message: event }).toMatchObject({ event, data })
  }
  const out = await enter("member")
  await out.visitor.signOut()
  await told("session_ended", { sid: claim(out.tokens.id_token, "sid") })
  const demoted = await enter("admin")
  good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${demoted.person.id}`, { role: "guest" }))
  const before = expect.any(Number)
  await told("rights_changed", { sub: demoted.person.id, org: owner.organizationId, before })
  const renamed = await enter("member")
  good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${renamed.person.id}`, { name: "Other" }))
  good(await owner.send(`DELETE /organizations/${owner.organizationId}/users/${renamed.person.id}`))
  await told("session_ended", { sid: claim(renamed.tokens.id_token, "sid") })
  await nextSecond()
  good(await owner.send(`PUT /tenants/${owner.tenantId}/admins/${demoted.person.id}`))
  await told("rights_changed", { sub: demoted.person.id, org: owner.organizationId, before })
  await nextSecond()
  good(await owner.send(`PUT /applications/${app.id}`, { access: "roles", access_roles: ["guest"] }))
  await told("rights_changed", { sub: demoted.person.id, org: owner.organizationId, before })
  good(await owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  await told("application_ended", { client_id: app.id, before })
  const also = { event: "session_ended", data: { sid: claim(demoted.tokens.id_token, "sid") } }
  const named = (list: { event: string; data: Record<string, unknown> }[]) =>
    [...new Set(list.map(({ event, data }) => `${event} ${data.sid ?? data.sub ?? data.client_id}`))].sort()
  expect(named(own.heard())).toEqual(named([...expected, also]))
  const fields = {
    session_ended: ["sid"],
    rights_changed: ["before", "org", "sub"],
    application_ended: ["before", "client_id"],
  }
  for (const { event, data } of own.heard())
    expect(Object.keys(data).sort(), event).toEqual(new Map(Object.entries(fields)).get(event))
  expect(foreign.heard()).toEqual([])
  for (const one of [own, whole, foreign]) await one.close()
})

test("GET /revocations – Last-Event-ID continues without a gap; one from long ago gets reset and the last hour", async () => {
  const owner = await newTenant()
  const app = await newApp(owner)
  const { secret } = await listenerKey(owner)
  const leave = async () => {
    const { visitor, tokens } = await signInTo(await join(owner, "member"), app)
    await visitor.signOut()
    return { event: "session_ended", data: { sid: claim(tokens.id_token, "sid") } }
  }
  const first = await leave()
  await db().revocation.updateMany({
    where: { tenantId: owner.tenantId },
    data: { createdAt: new Date(Date.now() - 1_000_000) },
  })
  const long = await listen(secret)
  await expect.poll(() => long.heard(), soon).toMatchObject([first])
  await expect.poll(() => long.heartbeats().length, soon).toBeGreaterThan(0)
  const { id } = long.heartbeats().at(-1) ?? {}
  expect(Number(id)).toBeGreaterThan(Date.now() - 60_000)
  await long.close()
  const second = await leave()
  const short = await listen(secret, origin(), String(id))
  await expect.poll(() => short.heard(), soon).toMatchObject([second])
  await short.close()
  for (const old of [String(Number(id) - 3_700_000), "nonsense"]) {
    const anew = await listen(secret, origin(), old)
    await expect.poll(() => anew.heard().length, soon).toBeGreaterThan(2)
    expect(anew.heard()[0]?.event).toBe("reset")
    expect(anew.heard()).toEqual(expect.arrayContaining([first, second].map((one) => expect.objectContaining(one))))
    await anew.close()
  }
})

test("GET /revocations – a transaction that commits late is heard, also by who connects meanwhile", async () => {
  const owner = await newTenant()
  const { secret } = await listenerKey(owner)
  const early = await listen(secret)
  await expect.poll(() => early.heartbeats().length, soon).toBeGreaterThan(0)
  let late: Awaited<ReturnType<typeof listen>> | undefined
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`
        INSERT INTO revocations (tenant_id, id, organization_id, application_id, sid)
        VALUES (${owner.tenantId}, 'rev_late', ${owner.organizationId}, 'app_1', 'ses_late')`
      late = await listen(secret)
      const connected = late
      await expect.poll(() => connected.heartbeats().length, soon).toBeGreaterThan(2)
      expect(early.heard()).toEqual([])
    },
    { timeout: 10_000 },
  )
  for (const one of [early, late])
    await expect.poll(() => one?.heard(), soon).toMatchObject([{ data: { sid: "ses_late" } }])
  // Once, although it is read for 20 seconds.
  await new Promise((done) => setTimeout(done, 700))
  expect(early.heard()).toHaveLength(1)
  await early.close()
  await late?.close()
})

test("GET /revocations – four streams a key; ended within a second of their key; HEAD opens none", async () => {
  const owner = await newTenant()
  const { id, secret } = await listenerKey(owner)
  const streams = await Promise.all([1, 2, 3, 4].map(() => listen(secret)))
  expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200])
  expect((await api("GET /revocations", { token: secret })).outcome).toBe("429 rate_limited")
  await streams[0]?.close()
  await expect.poll(async () => (await api("HEAD /revocations", { token: secret })).status, soon).toBe(200)
  streams[0] = await listen(secret)
  expect(streams[0]?.response.status).toBe(200)
  const revoked = performance.now()
  good(await owner.send(`DELETE /api-keys/${id}`))
  await Promise.all(streams.map(({ over }) => over))
  expect(performance.now() - revoked).toBeLessThan(2_000)
})

test("machines – a token ends with its secret, its machine, and its creator's rights", async () => {
  const owner = await newTenant()
  const audience = good(
    await owner.send<{ id: string; identifier: string }>("POST /apis", {
      name: "Orders",
      permissions: ["orders:read"],
    }),
  )
  const machine = await newApp(owner, {
    type: "machine",
    redirect_uris: [],
    permissions: ["orders:read"],
    apis: [audience.id],
  })
  const tokens = await post(machine, { grant_type: "client_credentials", resource: audience.identifier })
  const sid = claim(tokens.access_token, "sid")
  const stream = await listen((await listenerKey(owner)).secret)
  const [secret] = good(await owner.send<{ id: string }[]>(`GET /applications/${machine.id}/secrets`))
  expect(sid).toBe(secret?.id)
  const active = async () => (await post(machine, { token: tokens.access_token }, "/oauth/introspect")).active
  expect(await active()).toBe(true)
  const second = good(await owner.send<{ secret: string }>(`POST /applications/${machine.id}/secrets`, {}))
  good(await owner.send(`DELETE /applications/${machine.id}/secrets/${secret?.id}`))
  await expect.poll(() => stream.heard().at(-1), soon).toMatchObject({ event: "session_ended", data: { sid } })
  machine.secret = second.secret
  expect(await active()).toBe(false)
  good(await owner.send(`PUT /applications/${machine.id}`, { permissions: [] }))
  const changed = { event: "rights_changed", data: { sub: machine.id, org: owner.organizationId } }
  await expect.poll(() => stream.heard().at(-1), soon).toMatchObject(changed)
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { name: "Renamed" }))
  good(await owner.send(`DELETE /applications/${machine.id}`))
  await expect
    .poll(() => stream.heard().at(-1), soon)
    .toMatchObject({ event: "application_ended", data: { client_id: machine.id } })
  await stream.close()
})

test("GET /revocations – a renamed role makes no token outdated, changed permissions do", async () => {
  const owner = await newTenant()
  const role = { key: "clerk", name: "Clerk", permissions: ["billing:read"], based_on: "member" }
  good(await owner.send("POST /roles", role))
  const person = await join(owner, "clerk")
  const stream = await listen((await listenerKey(owner)).secret)
  await signInTo(person, await newApp(owner))
  good(
    await owner.send("PUT /roles/clerk", { name: "Bookkeeper", description: "Books", permissions: role.permissions }),
  )
  good(await owner.send("PUT /roles/clerk", { permissions: [] }))
  const changed = { event: "rights_changed", data: { sub: person.id } }
  await expect.poll(() => stream.heard().at(-1), soon).toMatchObject(changed)
  expect(stream.heard().filter(({ data }) => data.sub === person.id)).toHaveLength(1)
  await stream.close()
})

test("GET /revocations – tokens for an API are outdated when it loses a permission or is deleted, not when it gains one", async () => {
  const owner = await newTenant()
  const permissions = ["orders:read", "orders:refund"]
  const used = async () => {
    const { id } = good(await owner.send<{ id: string }>("POST /apis", { name: "Orders", permissions }))
    const person = await join(owner, "member")
    await signInTo(person, await newApp(owner, { apis: [id] }))
    return { id, person }
  }
  const [grown, shrunk, deleted] = [await used(), await used(), await used()]
  const stream = await listen((await listenerKey(owner)).secret)
  const heard = () => stream.heard().map(({ data }) => data.sub)
  good(await owner.send(`PUT /apis/${grown.id}`, { permissions: [...permissions, "orders:write"] }))
  good(await owner.send(`PUT /apis/${shrunk.id}`, { permissions: ["orders:read"] }))
  await expect.poll(heard, soon).toContain(shrunk.person.id)
  good(await owner.send(`DELETE /apis/${deleted.id}`))
  await expect.poll(heard, soon).toContain(deleted.person.id)
  expect(heard()).not.toContain(grown.person.id)
  await stream.close()
})

test("GET /oauth/revocations – an application hears of its own sign-ins and their people, on every server", async ({
  twin,
}) => {
  const owner = await newTenant()
  const [app, other] = [await newApp(owner), await newApp(owner)]
  const stream = await listenAs(app, twin)
  expect(stream.response.headers.get("content-type")).toContain("text/event-stream")
  const person = await join(owner, "member")
  const there = await signInTo(person, other)
  const here = await signInTo(person, app)
  await there.visitor.signOut()
  good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${person.id}`, { role: "guest" }))
  const changed = { event: "rights_changed", data: { sub: person.id, org: owner.organizationId } }
  await expect.poll(() => stream.heard().at(-1), soon).toMatchObject(changed)
  await here.visitor.signOut()
  const ended = { event: "session_ended", data: { sid: claim(here.tokens.id_token, "sid") } }
  await expect.poll(() => stream.heard().at(-1), soon).toMatchObject(ended)
  good(await owner.send(`PUT /applications/${other.id}`, { status: "suspended" }))
  await expect.poll(() => stream.heartbeats().length, soon).toBeGreaterThan(1)
  expect(stream.heard().map(({ event }) => event)).toEqual(["rights_changed", "session_ended"])
  await stream.close()
})

test("GET /oauth/revocations – ends with the secret or the application; public, third-party and wrong callers get none", async ({
  team,
}) => {
  const status = async (app: App, method = "GET") => {
    const authorization = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString("base64")}`
    const response = await fetch(`${origin()}/oauth/revocations`, { method, headers: { authorization } })
    await response.body?.cancel()
    return response.status
  }
  const app = await newApp(team.owner)
  expect(await status({ ...app, secret: "nss_wrong" })).toBe(401)
  expect(await status({ id: "app_unknown", secret: "nss_wrong" })).toBe(401)
  expect((await fetch(`${origin()}/oauth/revocations`)).status).toBe(401)
  expect(await status(app, "POST")).toBe(405)
  const spa = await newApp(team.owner, { type: "spa" })
  expect(await status({ ...spa, secret: "" })).toBe(401)
  expect(await status(await newApp(team.owner, { third_party: true }))).toBe(403)
  const secrets = `/applications/${app.id}/secrets`
  const [first] = good(await team.owner.send<{ id: string }[]>(`GET ${secrets}`))
  const next = good(await team.owner.send<{ client_secret: string }>(`POST ${secrets}`))
  const [old, current] = [await listenAs(app), await listenAs({ ...app, secret: next.client_secret })]
  good(await team.owner.send(`DELETE ${secrets}/${first?.id}`))
  await old.over
  good(await team.owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  await current.over
})
