import { setTimeout as sleep } from "node:timers/promises"
import { newId } from "../lib/core/db/ids"
import { type Answer, api } from "./api"
import { behindTheirBacks, db, transaction } from "./database"
import { origin } from "./document"
import { expect, good, invite, join, newAddress, newTeam, newTenant, type Person, test } from "./fixtures"
import { codeFor, newApp, refresh as refreshAt, request, signInTo, Visitor } from "./oidc"
import { anotherServer } from "./servers"
import { turnOnTwoFactor, withTwoFactor } from "./two-factor"
import { whileWaiting } from "./while-waiting"

type Policy = {
  version: number
  two_factor_from: string | null
  require_two_factor: boolean
  session_max_hours: number
}

const setPolicy = (by: Person, rules: object, headers?: Record<string, string>) =>
  by.send<Policy>(`PUT /organizations/${by.organizationId}/policy`, rules, headers && { headers })
const setTenantPolicy = (by: Person, rules: object) => by.send<Policy>(`PUT /tenants/${by.tenantId}/policy`, rules)
const enter = (person: Person) => person.send(`GET /organizations/${person.organizationId}`)
const complyUrl = ({ error }: Answer<unknown>) => (error as unknown as { comply_url: string }).comply_url

/** Changes how a person's sessions say that they began. */
const rewrite = ({ id }: Person, change: { amr?: string[]; assurance?: number; createdAt?: Date; lastSeenAt?: Date }) =>
  behindTheirBacks(() => db().session.updateMany({ where: { userId: id }, data: change }))

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

/** An organization whose owner signs in with two factors, and one of its members. */
async function organization() {
  const owner = await newTenant()
  const member = await join(owner, "admin")
  return { owner: await withTwoFactor(owner), member }
}

test("PUT /organizations/{id}/policy – two-factor authentication is required in every request, refresh and sign-in, of people only", async () => {
  const { owner, member } = await organization()
  const key = good(
    await owner.send<{ secret: string }>("POST /api-keys", {
      name: "K",
      role: "admin",
      permissions: ["organizations:read"],
    }),
  )
  expect((await enter(member)).status).toBe(200)
  expect(good(await setPolicy(owner, { require_two_factor: true })).require_two_factor).toBe(true)
  const refused = await enter(member)
  expect(refused.outcome).toBe("403 two_factor_required")
  expect(new URL(complyUrl(refused)).search).toBe(`?organization_id=${owner.organizationId}`)
  const refresh = () => api("POST /auth/refresh", { body: { refresh_token: member.refreshToken } })
  expect([(await refresh()).outcome, (await refresh()).outcome]).toEqual(Array(2).fill("403 two_factor_required"))
  const { email, password } = member
  expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("403 two_factor_required")
  expect((await member.send("GET /users/me")).status).toBe(200)
  expect((await member.send("GET /users/me/permissions")).outcome).toBe("403 two_factor_required")
  expect((await enter(owner)).status).toBe(200)
  expect((await api(`GET /organizations/${owner.organizationId}`, { token: key.secret })).status).toBe(200)
  const introspect = (token: string) =>
    api<{ active: boolean }>("POST /auth/introspect", { token: key.secret, body: { token } })
  expect(good(await introspect(member.token)).active).toBe(false)
  expect(good(await introspect(owner.token)).active).toBe(true)
})

test("PUT /organizations/{id}/policy – who complies afterwards gets in, and the refresh token was not used up", async () => {
  const { owner, member } = await organization()
  good(await setPolicy(owner, { require_two_factor: true }))
  expect((await enter(await withTwoFactor(member))).status).toBe(200)
  good(await setPolicy(owner, { require_two_factor: false }))
  expect((await api("POST /auth/refresh", { body: { refresh_token: member.refreshToken } })).status).toBe(200)
})

test("POST /auth/switch – the policy of the organization that someone enters applies, with the page where to comply; others stay open", async () => {
  const [{ owner }, member] = [await organization(), await newTenant()]
  const link = await invite(owner, member.email)
  good(await member.send(`POST /invites/${link.token}/accept`, {}))
  good(await setPolicy(owner, { require_two_factor: true }))
  const { refreshToken: refresh_token, organizationId } = member
  const enterAt = (organization_id?: string) =>
    api<{ refresh_token: string }>("POST /auth/switch", { body: { refresh_token, organization_id } })
  const refused = await enterAt(owner.organizationId)
  expect(refused.outcome).toBe("403 two_factor_required")
  expect(new URL(complyUrl(refused)).pathname).toBe("/comply")
  expect((await enterAt(organizationId)).status).toBe(200)
  const asked = { email: member.email, password: member.password, organization_id: owner.organizationId }
  expect((await api("POST /auth/login", { body: asked })).outcome).toBe("403 two_factor_required")
})

test("PUT /organizations/{id}/policy – applications refresh no token and get no code until their person complies", async () => {
  const { owner, member } = await organization()
  const app = await newApp(owner)
  const { visitor, tokens } = await signInTo(member, app, { scope: "openid offline_access", prompt: "consent" })
  good(await setPolicy(owner, { require_two_factor: true }))
  expect(await refreshAt(app, tokens.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" })
  const landed = await visitor.open(request(app).path)
  expect([landed.url.pathname, landed.url.searchParams.get("organization_id")]).toEqual([
    "/comply",
    owner.organizationId,
  ])
  const silent = await visitor.open(request(app, { prompt: "none" }).path)
  expect(silent.url.searchParams.get("error")).toMatch(/_required$/)
  good(await setPolicy(owner, { require_two_factor: false }))
  await codeFor(visitor, app)
})

test("a remembered browser stands for the code at a sign-in, but not where an application asks for a fresh one", async () => {
  const person = await newTenant()
  const [app, { recovery }, visitor] = [await newApp(person), await turnOnTwoFactor(person), new Visitor()]
  const byPassword = async (page: Awaited<ReturnType<Visitor["open"]>>) =>
    visitor.submit(page, "Sign in", { email: person.email, password: person.password })
  const asked = await byPassword(await visitor.open("/login"))
  expect(asked.url.pathname).toBe("/login/code")
  await visitor.submit(asked, "Sign in", { code: String(recovery[0]), remember: "on" })
  await visitor.signOut()
  const fresh = await byPassword(await visitor.open(request(app, { prompt: "login" }).path))
  expect(fresh.url.pathname).toMatch(/^\/authorize\//)
  expect(fresh.text).toContain('name="code"')
  await visitor.signOut()
  const landed = await byPassword(await visitor.open(request(app).path))
  expect(landed.url.searchParams.get("code")).toBeTruthy()
})

test("PUT /organizations/{id}/policy – a session with a passkey counts as two factors; people with one are not listed", async () => {
  const { owner, member } = await organization()
  const [credentialId, publicKey] = [new Uint8Array([1]), new Uint8Array([1])]
  const passkey = { id: newId("passkey"), name: "P", credentialId, publicKey, aaguid: "" }
  await behindTheirBacks(() =>
    db().passkey.create({ data: { userId: member.id, rpId: new URL(origin()).hostname, ...passkey } }),
  )
  good(await setPolicy(owner, { require_two_factor: true, allowed_methods: ["password", "passkey"] }))
  expect((await enter(member)).outcome).toBe("403 two_factor_required")
  await rewrite(member, { amr: ["hwk", "user", "mfa"], assurance: 2 })
  expect((await enter(member)).status).toBe(200)
  expect(good(await owner.send(`GET /organizations/${owner.organizationId}/policy/people`))).toEqual([])
})

test("POST /auth/refresh – a session that was not used for longer than the policy allows signs in again", async () => {
  const { owner, member } = await organization()
  good(await setPolicy(owner, { session_idle_minutes: 60 }))
  const { refreshToken: refresh_token, id: userId } = member
  const rest = (minutes: number) =>
    behindTheirBacks(async () => {
      const seenMinute = new Date(Date.now() - minutes * 60_000)
      await db().sessionActivity.updateMany({ where: { userId }, data: { seenMinute } })
      await db().session.updateMany({ where: { userId }, data: { lastSeenAt: seenMinute, createdAt: hoursAgo(9) } })
    })
  await rest(90)
  expect((await enter(member)).outcome).toBe("403 session_too_old")
  expect((await api("POST /auth/refresh", { body: { refresh_token } })).outcome).toBe("403 session_too_old")
  await rest(30)
  expect((await api("POST /auth/refresh", { body: { refresh_token } })).status).toBe(200)
})

test("PUT /organizations/{id}/policy – nothing is refused during the grace period", async () => {
  const { owner, member } = await organization()
  const { two_factor_from } = good(await setPolicy(owner, { require_two_factor: true, grace_days: 7 }))
  expect(new Date(String(two_factor_from)).getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000)
  expect((await enter(member)).status).toBe(200)
  const kept = good(await setPolicy(owner, { session_max_hours: 12 }))
  expect(kept.two_factor_from).toBe(two_factor_from)
  good(await setPolicy(owner, { grace_days: 0 }))
  expect((await enter(member)).outcome).toBe("403 two_factor_required")
})

test("PUT /tenants/{id}/policy – of a tenant's and an organization's rules, the stricter one applies", async () => {
  const { owner, member } = await organization()
  good(await setTenantPolicy(owner, { session_max_hours: 10, allowed_methods: ["password", "passkey"] }))
  await rewrite(member, { createdAt: hoursAgo(6) })
  expect((await enter(member)).status).toBe(200)
  good(await setPolicy(owner, { session_max_hours: 5, allowed_methods: ["password", "email_code"] }))
  expect((await enter(member)).outcome).toBe("403 session_too_old")
  good(await setPolicy(owner, { session_max_hours: 20 }))
  expect((await enter(member)).status).toBe(200)
  await rewrite(member, { createdAt: hoursAgo(11) })
  expect((await enter(member)).outcome).toBe("403 session_too_old")
  await rewrite(member, { createdAt: hoursAgo(1), amr: ["otp"] })
  expect((await enter(member)).outcome).toBe("403 sign_in_method_not_allowed")
  await rewrite(member, { amr: ["hwk", "mfa"] })
  expect((await enter(member)).outcome).toBe("403 sign_in_method_not_allowed")
  await rewrite(member, { amr: ["pwd"] })
  expect((await enter(member)).status).toBe(200)
})

test("PUT /organizations/{id}/policy – a policy that its author does not comply with is refused, and nothing changes", async () => {
  const owner = await newTenant()
  expect((await setPolicy(owner, { require_two_factor: true })).outcome).toBe("409 policy_locks_out")
  expect((await setPolicy(owner, { require_two_factor: true, grace_days: 30 })).outcome).toBe("409 policy_locks_out")
  expect((await setPolicy(owner, { allowed_methods: ["passkey"] })).outcome).toBe("409 policy_locks_out")
  expect((await setTenantPolicy(owner, { require_two_factor: true })).outcome).toBe("409 policy_locks_out")
  expect((await enter(owner)).status).toBe(200)
  expect(good(await owner.send<Policy>(`GET /organizations/${owner.organizationId}/policy`)).version).toBe(1)
})

test("PUT /organizations/{id}/policy – impossible rules and stale versions are refused; a change is in the audit log", async () => {
  const owner = await newTenant()
  for (const rules of [
    { session_idle_minutes: 14 },
    { session_max_hours: 0 },
    { remember_device_days: 31 },
    { grace_days: 31 },
    { allowed_methods: [] },
    { allowed_methods: ["carrier_pigeon"] },
  ])
    expect((await setPolicy(owner, rules)).outcome, JSON.stringify(rules)).toBe("422 validation_failed")
  const { version } = good(await setPolicy(owner, { session_max_hours: 100 }, { "if-match": '"1"' }))
  expect((await setPolicy(owner, { session_max_hours: 50 }, { "if-match": '"1"' })).outcome).toBe(
    "412 version_conflict",
  )
  expect(good(await setPolicy(owner, { session_max_hours: null })).version).toBe(version + 1)
  const events = good(
    await owner.send<{ action: string; after: Policy }[]>("GET /audit-events?action=organization.policy_changed"),
  )
  expect(events.map(({ after }) => after.session_max_hours)).toEqual([null, 100])
})

test("PUT /organizations/{id}/policy – a change takes effect on another server within a second", async () => {
  const other = await anotherServer({ WORKER: "off" })
  try {
    await sleep(1_000)
    const { owner, member } = await organization()
    const there = () => api(`GET /organizations/${owner.organizationId}`, { token: member.token, origin: other.origin })
    for (let i = 0; i < 3; i++) expect((await there()).status).toBe(200)
    good(await setPolicy(owner, { require_two_factor: true }))
    expect((await enter(member)).outcome).toBe("403 two_factor_required")
    await sleep(1_000)
    expect((await there()).outcome).toBe("403 two_factor_required")
  } finally {
    await other.stop()
  }
})

test("PUT /organizations/{id}/policy – a request that waits for a lock is refused when the policy was raised meanwhile", async () => {
  const { owner, member } = await organization()
  const { tenantId, organizationId } = owner
  const answer = await whileWaiting(
    owner,
    () => member.send(`POST /organizations/${organizationId}/invites`, { email: newAddress("waited"), role: "member" }),
    (tx) => tx.$executeRaw`
      INSERT INTO policies (tenant_id, organization_id, require_two_factor, two_factor_from)
      VALUES (${tenantId}, ${organizationId}, true, now())`,
  )
  expect(answer.outcome).toBe("403 two_factor_required")
})

test("POST /invites/{token}/accept – a newcomer joins, and their token opens nothing until they comply", async () => {
  const { owner } = await organization()
  good(await setPolicy(owner, { require_two_factor: true }))
  const link = await invite(owner, newAddress("newcomer"))
  const body = { name: "Nora Newcomer", password: "correct horse battery" }
  const answer = await api<{ user: { organization_id: string | null }; refresh_token: string }>(
    `POST /invites/${link.token}/accept`,
    { body },
  )
  expect([answer.status, answer.data.user.organization_id]).toEqual([200, null])
  const { organizationId: organization_id } = owner
  const { refresh_token } = answer.data
  const switched = await api("POST /auth/switch", { body: { refresh_token, organization_id } })
  expect(switched.outcome).toBe("403 two_factor_required")
})

test("GET /organizations/{id}/policy/people – lists who doesn't use two-factor authentication, and the preview counts them", async () => {
  const { owner, member } = await organization()
  const path = `/organizations/${owner.organizationId}/policy`
  const people = good(await owner.send<{ id: string }[]>(`GET ${path}/people`))
  expect(people.map(({ id }) => id)).toEqual([member.id])
  const first = await owner.send<unknown[]>(`GET ${path}/people?limit=1`)
  expect([first.data.length, first.pagination.has_more]).toEqual([1, false])
  const counts = good(await owner.send(`POST ${path}/preview`, { require_two_factor: true }))
  const affected = [expect.objectContaining({ id: member.id, email: member.email })]
  expect(counts).toMatchObject({ people: 2, without_two_factor: 1, affected_people: 1, affected })
  const whole = good(
    await owner.send(`POST /tenants/${owner.tenantId}/policy/preview`, { allowed_methods: ["passkey"] }),
  )
  expect(whole).toMatchObject({ people: 2, without_two_factor: 1 })
  expect(whole).toHaveProperty("refused_sessions", (whole as { sessions: number }).sessions)
  expect(good(await owner.send<{ id: string }[]>(`GET /tenants/${owner.tenantId}/policy/people`))).toHaveLength(1)
})

test("DELETE /users/me/remembered-devices/{id} – ends one's own, once; a new password ends all", async () => {
  const { owner, member } = await organization()
  const remember = (id: string) =>
    transaction(
      (tx) => tx.$executeRaw`
        INSERT INTO remembered_devices (user_id, id, hash, user_agent, expires_at)
        VALUES (${owner.id}, ${id}, sha256(${id}::bytea), 'Mozilla/5.0 Firefox/130.0', now() + interval '30 days')`,
    )
  const [one, two] = [`dev_1${owner.id.slice(5)}`, `dev_2${owner.id.slice(5)}`]
  await remember(one)
  await remember(two)
  const listed = async () =>
    good(await owner.send<{ id: string }[]>("GET /users/me/remembered-devices")).map(({ id }) => id)
  expect(await listed()).toEqual([two, one])
  expect((await member.send(`DELETE /users/me/remembered-devices/${one}`)).outcome).toBe("404 not_found")
  expect((await owner.send(`DELETE /users/me/remembered-devices/${one}`)).status).toBe(204)
  expect((await owner.send(`DELETE /users/me/remembered-devices/${one}`)).outcome).toBe("404 not_found")
  expect(await listed()).toEqual([two])
  good(
    await owner.send("PUT /users/me/password", {
      current_password: owner.password,
      new_password: "another good password",
    }),
  )
  expect(await listed()).toEqual([])
})

test("PUT /organizations/{id}/policy – a session of a remembered device enters as long as the code is recent enough", async () => {
  const { owner } = await organization()
  const shown = (days: number) =>
    behindTheirBacks(() =>
      db().session.updateMany({ where: { userId: owner.id }, data: { rememberedSince: hoursAgo(24 * days) } }),
    )
  good(await setPolicy(owner, { remember_device_days: 7 }))
  await shown(6)
  expect((await enter(owner)).status).toBe(200)
  await shown(8)
  expect((await enter(owner)).outcome).toBe("403 two_factor_required")
})

test("GET /organizations/{id}/policy – people outside of the organization or tenant find nothing", async () => {
  const [team, stranger] = [await newTeam(), await newTenant()]
  const paths = [`/organizations/${team.organizationId}/policy`, `/tenants/${team.tenantId}/policy`]
  for (const path of paths) {
    expect((await stranger.send(`GET ${path}`)).outcome).toBe("404 not_found")
    expect((await stranger.send(`PUT ${path}`, { session_max_hours: 1 })).outcome).toBe("404 not_found")
    expect((await team.guest.send(`PUT ${path}`, { session_max_hours: 1 })).status).toBeGreaterThan(400)
  }
})
