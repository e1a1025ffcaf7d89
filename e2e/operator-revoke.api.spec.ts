import { unseal } from "../lib/core/seal"
import { nanostack } from "./clusters"
import { api, expect, good, newAddress, type Person, password, personOf, type Tokens, test } from "./fixtures"
import { type OwnDatabase, ownDatabase, ownerAt } from "./own-database"
import { anotherServer } from "./servers"

// `--all` affects everything: a separate database and server, which no other test uses.
test.describe.configure({ mode: "serial", timeout: 90_000 })

let database: OwnDatabase
let server: Awaited<ReturnType<typeof anotherServer>>
let owner: Person
let other: Person

test.beforeAll(async () => {
  database = await ownDatabase()
  server = await anotherServer({ DATABASE_URL: database.url })
  owner = await ownerAt(server.origin, database)
  other = await ownerAt(server.origin, database)
})

test.afterAll(async () => {
  await server?.stop()
  await database?.drop()
})

const run = (...args: string[]) => nanostack(args, { DATABASE_URL: database.url })
const there = <T>(line: string, body: unknown) => api<T>(line, { body, origin: server.origin })
const login = ({ email }: Person) => there<Tokens>("POST /auth/login", { email, password })
const refresh = (person: Person) => there("POST /auth/refresh", { refresh_token: person.refreshToken })
/** `send` of these goes to the default server: only their tokens are used. */
const signedIn = async (person: Person) => personOf(good(await login(person)))
const me = (person: Person) => api("GET /users/me", { token: person.token, origin: server.origin })

/** Returns the data of the newest email of a template to an address. */
async function mailed<T>(recipient: string, template: string): Promise<T> {
  const [mail] = await database.ask<{ payload: Buffer }>(
    "SELECT payload FROM mails WHERE recipient = $1 AND template = $2 ORDER BY created_at DESC, id DESC LIMIT 1",
    [recipient, template],
  )
  if (!mail) throw new Error(`There is no ${template} to ${recipient}`)
  return unseal<T>("mail", mail.payload)
}

const tokenTo = async (recipient: string, template: string) =>
  /[\w-]{43}$/.exec((await mailed<{ url: string }>(recipient, template)).url)?.[0] ?? ""

/** Returns the operator's actions in the platform's log, oldest first. */
const logged = async (action: string) =>
  (
    await database.ask<{ target_id: string | null; after: object }>(
      `SELECT target_id, after FROM audit_events
       WHERE tenant_id = 'ten_system' AND actor_type = 'system' AND action = $1 ORDER BY created_at, id`,
      [action],
    )
  ).map(({ target_id, after }) => ({ target_id, ...after }))

test("sessions end --tenant signs out the people of the tenant, and no others", async () => {
  const ended = await run("sessions", "end", "--tenant", owner.tenantId, "--yes")
  expect(ended).toMatchObject({ code: 0, said: expect.stringContaining("of 1 person.") })
  await expect.poll(async () => (await me(owner)).outcome, { timeout: 1_000 }).toBe("401 invalid_token")
  expect((await refresh(owner)).status).toBe(401)
  expect((await me(other)).status).toBe(200)
  expect(await mailed(owner.email, "revoked_by_operator")).toMatchObject({ sessions: "all" })
  expect(await logged("session.ended_by_operator")).toEqual([{ target_id: owner.tenantId, people: 1, ended: 2 }])
})

test("sessions end --all signs everyone out; a second run finds nothing", async () => {
  const all = ["sessions", "end", "--all", "--yes"]
  const back = await signedIn(owner)
  expect(await run(...all)).toMatchObject({ code: 0, said: expect.stringContaining("of 2 people.") })
  for (const person of [back, other]) {
    await expect.poll(async () => (await me(person)).outcome, { timeout: 1_000 }).toBe("401 invalid_token")
    expect((await refresh(person)).status).toBe(401)
  }
  const again = await run(...all)
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining("Ended 0 sessions") })
  expect(await logged("session.ended_by_operator")).toEqual([
    expect.objectContaining({ target_id: owner.tenantId }),
    { target_id: null, people: 2, ended: 3 },
  ])
})

test("keys revoke --all: a running server refuses the key within a second, and its creator is emailed", async () => {
  const { token } = await signedIn(owner)
  const body = { name: "Leaked", role: "member", permissions: ["users:read"] }
  const { secret } = good(await api<{ secret: string }>("POST /api-keys", { body, token, origin: server.origin }))
  const use = () => api(`GET /organizations/${owner.organizationId}/users`, { token: secret, origin: server.origin })
  expect((await use()).status).toBe(200)
  const revoked = await run("keys", "revoke", "--all", "--yes")
  expect(revoked).toMatchObject({ code: 0, said: expect.stringContaining("Revoked 1 API key and 0") })
  await expect.poll(async () => (await use()).status, { timeout: 1_000 }).toBe(401)
  expect((await api("GET /users/me", { token, origin: server.origin })).status).toBe(200)
  expect(await mailed(owner.email, "revoked_by_operator")).toMatchObject({ keys: [expect.stringContaining("Leaked")] })
  expect(await logged("api_key.revoked_by_operator")).toEqual([
    { target_id: null, api_keys_total: 1, invites_total: 0 },
  ])
})

test("links revoke --all: neither an invite nor a reset link works afterwards", async () => {
  const { token } = await signedIn(owner)
  const guest = newAddress("guest")
  const line = `POST /organizations/${owner.organizationId}/invites`
  good(await api(line, { body: { email: guest, role: "member" }, token, origin: server.origin }))
  good(await there("POST /auth/password/forgot", { email: other.email }))
  const invited = await tokenTo(guest, "invite")
  const reset = await tokenTo(other.email, "reset_password")
  const look = () => api(`GET /invites/${invited}`, { origin: server.origin })
  expect((await look()).status).toBe(200)
  expect(await run("links", "revoke", "--all", "--yes")).toMatchObject({
    code: 0,
    said: expect.stringContaining("1 pending invitation."),
  })
  expect((await look()).outcome).toBe("410 invite_revoked")
  const chosen = { token: reset, new_password: "another good password" }
  expect((await there("POST /auth/password/reset", chosen)).outcome).toBe("410 token_expired")
  expect((await login(other)).status).toBe(200)
  expect(await mailed(owner.email, "revoked_by_operator")).toMatchObject({ invites: [expect.stringContaining(guest)] })
  expect(await logged("link.revoked_by_operator")).toEqual([
    expect.objectContaining({ target_id: null, people: expect.any(Number) }),
    { target_id: null, invites_total: 1 },
  ])
})

test("--organization: API sessions, keys and invitations there end, and nothing elsewhere", async () => {
  const { token } = await signedIn(owner)
  const send = <T>(line: string, body?: unknown, by = token) => api<T>(line, { body, token: by, origin: server.origin })
  const { id: second } = good(await send<{ id: string }>("POST /organizations", { name: "Second" }))
  const places = [owner.organizationId, second]
  const made: { inside: Tokens; secret: string; invite: string }[] = []
  for (const organization_id of places) {
    const { email } = owner
    const inside = good(await there<Tokens>("POST /auth/login", { email, password, organization_id }))
    const body = { name: "There", role: "member", permissions: ["users:read"] }
    const { secret } = good(await send<{ secret: string }>("POST /api-keys", body, inside.token))
    const guest = newAddress("guest")
    good(await send(`POST /organizations/${organization_id}/invites`, { email: guest, role: "member" }, inside.token))
    made.push({ inside, secret, invite: await tokenTo(guest, "invite") })
  }
  /** What is active in each organization: the session, its refresh token, the key, the invitation. */
  const alive = () =>
    Promise.all(
      made.map(async ({ inside, secret, invite }, i) => [
        (await send("GET /users/me", undefined, inside.token)).status,
        (await send(`GET /organizations/${places[i]}/users`, undefined, secret)).status,
        (await api(`GET /invites/${invite}`, { origin: server.origin })).status,
      ]),
    )
  expect(await alive()).toEqual([
    [200, 200, 200],
    [200, 200, 200],
  ])
  for (const command of ["sessions end", "keys revoke", "links revoke"])
    expect(await run(...command.split(" "), "--organization", second, "--yes")).toMatchObject({ code: 0 })
  await expect.poll(alive, { timeout: 1_000 }).toEqual([
    [200, 200, 200],
    [401, 401, 410],
  ])
  const [, inSecond] = made
  expect((await there("POST /auth/refresh", { refresh_token: inSecond?.inside.refresh_token })).status).toBe(401)
  const targets = await database.ask<{ action: string }>(
    "SELECT DISTINCT action FROM audit_events WHERE tenant_id = 'ten_system' AND target_id = $1 ORDER BY 1",
    [second],
  )
  expect(targets.map((row) => row.action)).toEqual([
    "api_key.revoked_by_operator",
    "link.revoked_by_operator",
    "session.ended_by_operator",
  ])
})

test("factors reset: the password and an emailed code sign in again, sessions end, the owner is emailed", async () => {
  const before = await signedIn(owner)
  await database.ask("UPDATE user_secrets SET totp_secret = '\\x00', totp_confirmed_at = now() WHERE user_id = $1", [
    owner.id,
  ])
  expect((await login(owner)).outcome).toBe("401 second_factor_required")
  const reset = await run("factors", "reset", owner.email, "--yes")
  expect(reset).toMatchObject({ code: 0, said: expect.stringContaining("Removed two-factor authentication") })
  await expect.poll(async () => (await me(before)).outcome, { timeout: 1_000 }).toBe("401 invalid_token")
  const { outcome, error } = await login(owner)
  expect([outcome, error]).toMatchObject(["401 second_factor_required", { factors: ["email_code"] }])
  const { challenge } = error as unknown as { challenge: string }
  const { code } = await mailed<{ code: string }>(owner.email, "factor_code")
  expect((await there("POST /auth/second-factor", { challenge, code })).status).toBe(200)
  expect((await login(owner)).status).toBe(200)
  expect(await mailed(owner.email, "revoked_by_operator")).toMatchObject({ two_factor: true, sessions: "all" })
  expect(await logged("user.factors_reset_by_operator")).toEqual([{ target_id: owner.id, ended: expect.any(Number) }])
})

test("a command without one target, or with an unknown one, changes nothing and says why", async () => {
  const { token } = await signedIn(owner)
  for (const [args, said] of [
    [["sessions", "end", "--yes"], "sessions end <email> | --organization <id>"],
    [["sessions", "end", owner.email, "--all", "--yes"], "sessions end <email> | --organization <id>"],
    [["sessions", "end", "--tenant", "ten_none", "--yes"], "There is no tenant ten_none."],
    [["factors", "reset", "nobody@example.com", "--yes"], "There is no account with the email nobody@example.com."],
  ] as const)
    expect(await run(...args), args.join(" ")).toMatchObject({ code: 1, said: expect.stringContaining(said) })
  expect((await api("GET /users/me", { token, origin: server.origin })).status).toBe(200)
})
