import { randomBytes } from "node:crypto"
import { encode } from "next-auth/jwt"
import { afterAll, expect, test, vi } from "vitest"
import { statementsOf } from "../../../e2e/statements"
import { setEmailsPerDay } from "../../tenants/store"
import { type RequestContext, withRequest } from "../context"
import { db } from "../db/client"
import { pool } from "../db/pool"
import { transaction } from "../db/transaction"
import { ownCookie } from "../http/cookies"
import { knownHere, rememberHere } from "../identity/known-devices"
import { secretOf } from "../identity/session-cookie"
import { networkOf } from "./client-network"
import { rateLimitHeaders } from "./headers"
import { consume, limit } from "./limits"
import { consumeMailQuota, countMails, limitMail } from "./mail"
import { limitPage, limitRequest } from "./requests"
import { limitSignIn, whoAsks } from "./sign-in"
import { tenantMails } from "./tenant-mails"

vi.hoisted(() => {
  process.env.RATE_LIMIT_SCALE = "1"
  process.env.LIMIT_MAILS_PER_NEW_TENANT_PER_DAY = "3"
  process.env.LIMIT_MAILS_PER_TENANT_PER_DAY = "6"
  process.env.LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE = "10"
})

afterAll(() => pool().end())

const word = () => randomBytes(6).toString("hex")
const context = (more: Partial<RequestContext> = {}): RequestContext => ({
  requestId: `req_${word()}`,
  ip: `2001:db8:${word().slice(0, 4)}:${word().slice(0, 4)}::1`,
  userAgent: null,
  ...more,
})
const refused = { code: "rate_limited", details: { retryAfter: expect.any(Number) } }

/** Returns how many of `n` concurrent attempts pass. */
async function passing(n: number, attempt: () => Promise<unknown>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: n }, attempt))
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject(refused)
  return results.filter(({ status }) => status === "fulfilled").length
}

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::", "fe80:0:0:0::/64"],
])("the client of %s is %s", (ip, client) => {
  expect(networkOf(ip)).toBe(client)
})

test("S-081 – of a hundred concurrent attempts as many pass as the limit allows", async () => {
  const subject = word()
  const spent = await Promise.all(Array.from({ length: 100 }, () => consume("sign_in", subject)))
  expect(spent.filter((one) => !one?.exceeded)).toHaveLength(30)
})

test("a request counts once, however many times it is checked", async () => {
  await withRequest(context(), async () => {
    for (let i = 0; i < 3; i++) await limit("register", "one client")
    expect(rateLimitHeaders()).toEqual({
      "ratelimit-policy": '"register";q=20;w=3600',
      ratelimit: expect.stringMatching(/^"register";r=19;t=3600$|^"register";r=19;t=3599$/),
    })
  })
})

test("the table contains no addresses", async () => {
  const email = `${word()}@example.com`
  await consume("sign_in_failures", email)
  const rows = await db().rateLimit.findMany({ where: { key: { startsWith: "sign_in_failures:" } } })
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ key }) => key.includes("@") || key.includes(email))).toEqual([])
})

test("S-078, S-081 – concurrent guesses from a hundred clients are limited to 20 per address, known or not", async () => {
  const user = await account()
  for (const [email, id] of [
    [user.email, user.id],
    [`${word()}@example.com`, undefined],
  ] as const)
    expect(await passing(100, () => withRequest(context(), () => limitSignIn(email, id)))).toBe(20)
})

test("S-079 – other people's failures do not lock the owner out of a device that has signed in before", async () => {
  const user = await account()
  const home = { ip: "192.0.2.7", userAgent: "curl/8" }
  await db().session.create({
    data: { userId: user.id, id: `ses_${word()}`, kind: "api", expiresAt: new Date(), endedAt: new Date(), ...home },
  })
  await passing(40, () => withRequest(context(), () => limitSignIn(user.email, user.id)))
  const stranger = withRequest(context(), () => limitSignIn(user.email, user.id))
  await expect(stranger).rejects.toMatchObject(refused)
  const device = rememberHere(undefined, user.id)
  for (const known of [home, { device }])
    await expect(withRequest(context(known), () => limitSignIn(user.email, user.id))).resolves.toBeTypeOf("function")
  const otherProgram = withRequest(context({ ...home, userAgent: "other" }), () => limitSignIn(user.email, user.id))
  await expect(otherProgram).rejects.toMatchObject(refused)
})

test("a former owner's device is unknown after the takeover", async () => {
  const user = await account()
  const home = { ip: "192.0.2.9", userAgent: "curl/8" }
  const device = rememberHere(undefined, user.id)
  await db().session.create({
    data: {
      userId: user.id,
      id: `ses_${word()}`,
      kind: "api",
      expiresAt: new Date(),
      endedAt: new Date(),
      ...home,
    },
  })
  await passing(40, () => withRequest(context(), () => limitSignIn(user.email, user.id)))
  await db().user.update({ where: { id: user.id }, data: { activatedAt: new Date(Date.now() + 1_000) } })
  for (const former of [home, { device }])
    await expect(withRequest(context(former), () => limitSignIn(user.email, user.id))).rejects.toMatchObject(refused)
})

test("a known device is counted too, separately", async () => {
  const user = await account()
  const device = rememberHere(undefined, user.id)
  expect(await passing(40, () => withRequest(context({ device }), () => limitSignIn(user.email, user.id)))).toBe(20)
  await expect(withRequest(context(), () => limitSignIn(user.email, user.id))).resolves.toBeTypeOf("function")
})

test("S-073 – a right password resets the count", async () => {
  const email = `${word()}@example.com`
  for (let round = 0; round < 3; round++) {
    await passing(19, () => withRequest(context(), () => limitSignIn(email, undefined)))
    const succeeded = await withRequest(context(), () => limitSignIn(email, undefined))
    await succeeded()
  }
})

test("a device's cookie is valid for the accounts that signed in with it, and cannot be forged", () => {
  const first = rememberHere(undefined, "user_a")
  const second = rememberHere(first, "user_b")
  const always = new Date(0)
  expect(knownHere(second, "user_a", always)).toBe(knownHere(first, "user_a", always))
  expect(knownHere(second, "user_b", always)).not.toBeNull()
  expect(knownHere(first, "user_b", always)).toBeNull()
  expect(knownHere(first, "user_a", new Date(Date.now() + 1_000))).toBeNull()
  for (const bad of [undefined, "", "x", `${first}x`.slice(1), "A".repeat(2000)])
    expect(knownHere(bad, "user_a", always)).toBeNull()
})

test("S-083 – five emails an hour per recipient; unsent ones do not count", async () => {
  const recipient = `${word()}@example.com`
  for (let i = 0; i < 10; i++) {
    const unsent = await limitMail(recipient, null)
    await expect(unsent(new Error("taken"))).rejects.toThrow("taken")
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => consumeMailQuota(recipient, null)))
  expect(answers.filter(Boolean)).toHaveLength(5)
  await expect(limitMail(recipient, null)).rejects.toMatchObject(refused)
})

test("emails caused by others don't use up a person's own quota (O-5)", async () => {
  const user = await account()
  const home = { ip: "192.0.2.8", userAgent: "curl/8", device: rememberHere(undefined, user.id) }
  const flood = () => consumeMailQuota(user.email, null, "asked")
  await Promise.all(Array.from({ length: 20 }, flood))
  const invited = await Promise.all(Array.from({ length: 20 }, () => consumeMailQuota(user.email, null, "invited")))
  expect(invited.filter(Boolean)).toHaveLength(5)
  expect(await withRequest(context(), () => whoAsks(user.id))).toBe("asked")
  expect(await flood()).toBe(false)
  const kind = await withRequest(context(home), () => whoAsks(user.id))
  expect(kind).toBe("own")
  expect(await consumeMailQuota(user.email, null, kind)).toBe(true)
})

test("S-173 – emails of a tenant per day: fewer while it is new", async () => {
  const fresh = await tenant("now()")
  const old = await tenant("now() - interval '8 days'")
  const sent = async (id: string) => {
    let count = 0
    for (let i = 0; i < 10; i++) if (await consumeMailQuota(`${word()}@example.com`, id)) count++
    return count
  }
  expect([await sent(fresh), await sent(old)]).toEqual([3, 6])
  const recipient = `${word()}@example.com`
  for (let i = 0; i < 10; i++) expect(await consumeMailQuota(recipient, fresh)).toBe(false)
  expect(await consumeMailQuota(recipient, null, "invited")).toBe(true)
})

test("many emails are counted in a few statements, each recipient for itself; those that are not sent count nothing", async () => {
  const id = await tenant("now() - interval '8 days'")
  const recipients = Array.from({ length: 8 }, () => `${word()}@example.com`)
  for (let i = 0; i < 5; i++) await consumeMailQuota(recipients[1] ?? "", null, "invited")
  const sent: string[][] = []
  for (const some of [recipients, recipients]) {
    const { errors, refundFor } = await countMails(some, id)
    sent.push(some.filter((one) => !errors.has(one)))
    await refundFor(sent.at(-1) ?? [])
  }
  const six = recipients.filter((_, i) => i !== 1).slice(0, 6)
  expect(sent).toEqual([six, six])
  const statements = await statementsOf(() => countMails(recipients, id))
  expect(statements.length).toBeLessThanOrEqual(5)
  const { errors } = await countMails([recipients[0] ?? "", recipients[1] ?? ""], id)
  expect([...errors.values()].map(({ details }) => details)).toMatchObject(
    [
      { reason: "emails_tenant", limit: "mail_tenant", points: 6 },
      { reason: "emails_recipient", limit: "mail_invited" },
    ].toReversed(),
  )
})

test("P-15 – the operator's number counts for one tenant, and what is left is shown", async () => {
  const id = await tenant("now()")
  const request = context()
  await withRequest(request, async () => {
    await consumeMailQuota(`${word()}@example.com`, id)
    expect(rateLimitHeaders()).toEqual({
      "ratelimit-policy": '"mail_new_tenant";q=3;w=86400',
      ratelimit: expect.stringMatching(/^"mail_new_tenant";r=2;t=\d+$/),
    })
  })
  for (let i = 0; i < 9; i++) await consumeMailQuota(`${word()}@example.com`, id)
  await expect(limitMail(`${word()}@example.com`, id)).rejects.toMatchObject({
    details: { limit: "mail_new_tenant", reason: "emails_tenant" },
  })
  await transaction((tx) => setEmailsPerDay(tx, "system", id, 5))
  expect(await tenantMails(id)).toMatchObject({ name: "mail_tenant", points: 5, remaining: 2 })
  const passed = []
  for (let i = 0; i < 4; i++) passed.push(await consumeMailQuota(`${word()}@example.com`, id))
  expect(passed).toEqual([true, true, false, false])
  await transaction((tx) => setEmailsPerDay(tx, "system", id, null))
  expect(await tenantMails(id)).toMatchObject({ name: "mail_new_tenant", points: 3, remaining: 0 })
})

test("S-230 – a flood of invalid credentials counts against one client", async () => {
  const flood = context()
  const made = (i: number) => (i % 2 ? `nsk_${word()}` : `eyJhbGciOiJIUzI1NiJ9.${word()}.${word()}`)
  let i = 0
  const attempt = () =>
    withRequest({ ...flood }, async () =>
      limitRequest(new Request("http://x/", { headers: { authorization: `Bearer ${made(i++)}` } })),
    )
  expect(await passing(100, attempt)).toBe(10)
})

async function account() {
  const activatedAt = new Date(Date.now() - 1_000)
  return db().user.create({ data: { id: `user_${word()}`, email: `${word()}@example.com`, name: "", activatedAt } })
}

async function tenant(created: "now()" | "now() - interval '8 days'"): Promise<string> {
  const id = `ten_${word()}`
  await db().tenant.create({ data: { id, name: "Tenant" } })
  if (created !== "now()")
    await db().$executeRaw`UPDATE tenants SET created_at = now() - interval '8 days' WHERE id = ${id}`
  return id
}

test("a page counts against its session's account, and against its client where the cookie is invalid (N-16)", async () => {
  const home = context()
  const cookie = async (secret: string) =>
    `theme=dark; ${ownCookie("session").name}=${await encode({ token: { sub: "user_1", sid: `ses_${word()}` }, secret })}`
  const own = await cookie(String(secretOf("current")))
  const pages = (cookies?: string) => passing(25, () => withRequest({ ...home }, () => limitPage(cookies)))
  expect(await pages(own)).toBe(25)
  expect(await pages(await cookie("a secret of somebody else's"))).toBe(10)
  expect(await pages()).toBe(0)
})
