import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { scopeToOpen } from "../auth/scopes"
import { signIn } from "../auth/service"
import { currentRequest, withRequest } from "../core/context"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { type Actor, actorAt } from "../core/identity/authorize"
import { callerOfSession } from "../core/identity/caller"
import { hashPassword } from "../core/identity/passwords"
import type { SignInMethod } from "../core/identity/sign-in-methods"
import { end } from "../endings/end"
import { rememberDevice, rememberedSince, withToken } from "../remembered-devices/store"
import { asBegun, assertOpens } from "../sessions/open-scope"
import { hasFreshProof, raiseAssurance, renewProof } from "../sessions/service"
import { listWithoutTwoFactor } from "./people"
import { previewPolicy } from "./preview"
import { setOrganizationPolicy, setTenantPolicy } from "./service"
import { getPolicy } from "./store"

let database: Awaited<ReturnType<typeof ownDatabase>>
const scope = { tenantId: "ten_1", organizationId: "org_1" }

beforeAll(async () => {
  database = await ownDatabase()
  await db().$executeRaw`INSERT INTO tenants (id, name) VALUES ('ten_1', 'T')`
  await db().$executeRaw`INSERT INTO organizations (tenant_id, id, name) VALUES ('ten_1', 'org_1', 'O')`
  await db().$executeRaw`INSERT INTO organization_tenants (organization_id, tenant_id) VALUES ('org_1', 'ten_1')`
  await db().$executeRaw`
    INSERT INTO users (id, email, name, activated_at, email_verified_at)
    SELECT 'user_' || i, i || '@example.com', 'P', now(), now() FROM generate_series(1, 3) i`
  await db()
    .$executeRaw`INSERT INTO user_secrets (user_id, totp_confirmed_at) VALUES ('user_1', now()), ('user_2', NULL)`
  await db().$executeRaw`INSERT INTO tenant_admins (tenant_id, user_id) VALUES ('ten_1', 'user_1')`
  await db().$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search)
    SELECT 'ten_1', 'org_1', id, CASE id WHEN 'user_2' THEN 'admin' ELSE 'member' END, name, name, email, email FROM users`
  await db().$executeRaw`
    INSERT INTO sessions (user_id, id, kind, expires_at)
    SELECT id, 'ses_' || id, 'browser', now() + interval '1 day' FROM users`
})
afterAll(() => database.drop())

async function person(n: number) {
  const caller = await callerOfSession(`user_${n}`, `ses_user_${n}`)
  if (!caller) throw new Error("nobody is signed in")
  return caller
}

const admin = async () => actorAt(await person(1), scope, "policies:write")
const whole = async () => actorAt(await person(1), { tenantId: "ten_1", organizationId: null }, "tenant_admin")
const enters = async (n: number): Promise<Actor<"member">> => actorAt(await person(n), scope, "member")

test("a policy is refused until its author complies, and then asks everyone else to", async () => {
  expect((await getPolicy(scope)).version).toBe(1)
  const two = { require_two_factor: true }
  await expect(setOrganizationPolicy(await admin(), two, null)).rejects.toThrow("policy_locks_out")
  expect((await getPolicy(scope)).version).toBe(1)
  await transaction((tx) => raiseAssurance(tx, "user_1", "ses_user_1", "otp"))
  const stored = await setOrganizationPolicy(await admin(), two, 1)
  expect(stored).toMatchObject({ require_two_factor: true, version: 2 })
  await expect(setOrganizationPolicy(await admin(), two, 1)).rejects.toThrow("version_conflict")
  await enters(1)
  await expect(enters(2)).rejects.toThrow("two_factor_required")
  await transaction((tx) => raiseAssurance(tx, "user_2", "ses_user_2", "otp"))
  const raised = await db().session.findFirstOrThrow({ where: { id: "ses_user_2" } })
  expect(raised).toMatchObject({ amr: ["mfa", "otp", "pwd"], assurance: 2 })
  await enters(2)
  const page = await listWithoutTwoFactor(scope, { limit: 1, total: true })
  expect([page.rows.map(({ id }) => id), page.has_more, page.total]).toEqual([["user_2"], true, 2])
  const next = await listWithoutTwoFactor(scope, { limit: 1, cursor: String(page.next_cursor) })
  expect([next.rows.map(({ id }) => id), next.has_more]).toEqual([["user_3"], false])
  const counts = { people: 3, without_two_factor: 2, sessions: 3, refused_sessions: 1, affected_people: 2 }
  const named = await previewPolicy(await admin(), two)
  expect(named).toMatchObject(counts)
  expect(named.affected.map(({ id }) => id)).toEqual(["user_2", "user_3"])
  const unnamed = { ...(await admin()), permissions: new Set(["policies:write"]) }
  expect(await previewPolicy(unnamed, two)).toEqual({ ...counts, affected: [] })
})

test("people with a passkey can use two factors, and are able to sign in by it", async () => {
  const add = () => db().$executeRaw`
    INSERT INTO passkeys (user_id, id, name, credential_id, public_key, aaguid, rp_id)
    VALUES ('user_3', 'passkey_1', 'P', '\\x01', '\\x01', '', ${env().RP_ID})`
  const byPasskey = { allowed_methods: ["passkey" as const] }
  expect(await previewPolicy(await admin(), byPasskey)).toMatchObject({ affected_people: 3, refused_sessions: 3 })
  await add()
  expect((await listWithoutTwoFactor(scope, { limit: 9 })).rows.map(({ id }) => id)).toEqual(["user_2"])
  const counts = await previewPolicy(await admin(), { require_two_factor: true })
  expect(counts).toMatchObject({ without_two_factor: 1, affected_people: 2 })
  await db().$executeRaw`UPDATE sessions SET amr = ARRAY['swk','user','mfa'], assurance = 2 WHERE id = 'ses_user_3'`
  await enters(3)
  expect(await previewPolicy(await admin(), byPasskey)).toMatchObject({ affected_people: 2, refused_sessions: 2 })
  await db().$executeRaw`UPDATE sessions SET amr = ARRAY['pwd'], assurance = 1 WHERE id = 'ses_user_3'`
})

test("the API opens no scope to a sign-in that does not comply", async () => {
  const open = (amr: string[]) =>
    transaction(async (tx) => {
      const found = await scopeToOpen({ id: "user_3", superAdmin: false }, "org_1", tx)
      if (found) await assertOpens(tx, async () => asBegun(amr), found)
    })
  await expect(open(["pwd"])).rejects.toThrow("two_factor_required")
  await open(["pwd", "otp", "mfa"])
})

test("a session that was not used for too long is refused, also when it is used again, until its person is confirmed", async () => {
  await setTenantPolicy(await whole(), { session_idle_minutes: 15 }, null)
  await enters(2)
  const paused = (minutes: number, longest: number) => db().$executeRaw`
    INSERT INTO session_activity (user_id, session_id, seen_minute, longest_pause)
    VALUES ('user_2', 'ses_user_2', now() - make_interval(mins => ${minutes}::int), ${longest}::int)
    ON CONFLICT (user_id, session_id) DO UPDATE SET seen_minute = EXCLUDED.seen_minute, longest_pause = EXCLUDED.longest_pause`
  await db().$executeRaw`UPDATE sessions SET last_seen_at = now() - interval '2 hours' WHERE id = 'ses_user_2'`
  await paused(30, 0)
  await expect(enters(2)).rejects.toThrow("session_too_old")
  await paused(0, 30)
  await expect(enters(2)).rejects.toThrow("session_too_old")
  await transaction((tx) => renewProof(tx, "user_2", "ses_user_2"))
  await enters(2)
})

test("a tenant's policy leaves every organization a way to sign in", async () => {
  await db().$executeRaw`
    INSERT INTO organizations (tenant_id, id, name, status) VALUES ('ten_1', 'org_2', 'O', 'active')`
  await db().$executeRaw`
    INSERT INTO policies (tenant_id, organization_id, allowed_methods) VALUES ('ten_1', 'org_2', ARRAY['passkey'])`
  const allow = async (...allowed_methods: SignInMethod[]) => setTenantPolicy(await whole(), { allowed_methods }, null)
  await expect(allow("password")).rejects.toThrow("policy_locks_out")
  expect((await allow("password", "passkey")).allowed_methods).toEqual(["passkey", "password"])
  await setTenantPolicy(await whole(), { allowed_methods: null }, null)
})

test("a browser is remembered for one account", async () => {
  const token = await transaction((tx) => rememberDevice(tx, "user_1"))
  expect(token).toHaveLength(43)
  // Outside of a request there is no cookie.
  expect(await transaction((tx) => rememberedSince(tx, "user_1"))).toBeNull()
})

test("a sign-in by password is asked for no code in a remembered browser, a super admin's always is", async () => {
  const passwordHash = await hashPassword("correct horse battery")
  await db().userSecret.update({ where: { userId: "user_1" }, data: { passwordHash } })
  const token = await transaction((tx) => rememberDevice(tx, "user_1"))
  const inBrowser = (remembered: string, kind: "browser" | "api" = "browser") =>
    withRequest({ ...currentRequest(), remembered }, () =>
      signIn({ email: "1@example.com", password: "correct horse battery" }, kind),
    )
  await expect(inBrowser("x".repeat(43))).rejects.toThrow("second_factor_required")
  await expect(inBrowser(token, "api")).rejects.toThrow("second_factor_required")
  const { sessionId } = await inBrowser(withToken(`${"x".repeat(43)}`, token))
  const session = await db().session.findFirstOrThrow({ where: { id: sessionId } })
  expect(session).toMatchObject({ amr: ["pwd", "mfa"], assurance: 2 })
  expect(Number(session.rememberedSince)).toBeLessThan(session.createdAt.getTime())
  expect(session.mfaProvedAt).toBeNull()
  expect(await hasFreshProof(db(), "user_1", sessionId, true)).toBe(false)
  await transaction((tx) => raiseAssurance(tx, "user_1", sessionId, "otp"))
  expect(await db().session.findFirstOrThrow({ where: { id: sessionId } })).toMatchObject({ rememberedSince: null })
  await db().user.update({ where: { id: "user_1" }, data: { superAdmin: true } })
  await expect(inBrowser(token)).rejects.toThrow("second_factor_required")
  await db().user.update({ where: { id: "user_1" }, data: { superAdmin: false } })
  await transaction((tx) => end(tx, "other_sessions_ended", { userIds: ["user_1"] }))
  await expect(inBrowser(token)).rejects.toThrow("second_factor_required")
})
