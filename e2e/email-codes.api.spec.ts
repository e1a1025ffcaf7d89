import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { askCode, codeTo, enterCode, wrongFor } from "./codes"
import { behindTheirBacks, db } from "./database"
import {
  alike,
  api,
  countMailsTo,
  expect,
  good,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  password,
  personOf,
  register,
  type Tokens,
  test,
} from "./fixtures"
import { anotherServer } from "./servers"
import { login, openOrganization, resetTo } from "./strangers"

const arabic = (code: string) => code.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)))

test("POST /auth/email-code/verify – a code signs in once, in any script's digits, as one factor", async ({ team }) => {
  const person = await join(team.owner, "member")
  const challenge = await askCode(person.email, { organization_id: team.organizationId })
  const code = await codeTo(person.email)
  expect((await enterCode(challenge, wrongFor(code))).error.fields).toMatchObject([
    { field: "code", code: "incorrect" },
  ])
  const tokens = good(await enterCode(challenge, ` ${arabic(code.slice(0, 3))}-${arabic(code.slice(3))} `))
  expect([tokens.user.id, tokens.user.organization_id]).toEqual([person.id, team.organizationId])
  const session = await db().session.findFirst({ where: { userId: person.id }, orderBy: { createdAt: "desc" } })
  expect([session?.amr, session?.assurance]).toEqual([["otp"], 1])
  expect((await enterCode(challenge, code)).outcome).toBe("410 token_expired")
  // Nothing of theirs has ended.
  expect((await person.send("GET /users/me")).status).toBe(200)
  expect((await login(person.email)).status).toBe(200)
})

test("POST /auth/email-code – an unknown, an invited, an unverified and a verified address get the same response, and so do wrong codes", async ({
  team,
}) => {
  const invited = newAddress()
  const body = { email: invited, name: "Ines", role: "member", organization_id: team.organizationId }
  good(await team.owner.send("POST /users", body))
  const unverified = await register()
  const unknown = newAddress()
  const all = [unknown, invited, unverified.email, team.guest.email]
  const asked = await Promise.all(
    all.map((email) => api<{ challenge: string }>("POST /auth/email-code", { body: { email } })),
  )
  const masked = asked.map((answer) => alike(answer).replace(answer.data.challenge, "…"))
  expect(new Set(masked).size).toBe(1)
  expect(asked[0]?.status).toBe(202)
  const wrong = await Promise.all(
    asked.map(async ({ data }, i) =>
      alike(await enterCode(data.challenge, wrongFor(i < 2 ? "" : await codeTo(all[i] ?? "")))),
    ),
  )
  expect(new Set(wrong).size).toBe(1)
  expect([await countMailsTo(unknown), await countMailsTo(unverified.email)]).toEqual([0, 2])
  expect(await db().mail.count({ where: { recipient: invited, template: "email_code" } })).toBe(0)
})

test("POST /auth/email-code/verify – a code works only with the challenge of the client that asked for it", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const first = await askCode(person.email)
  const code = await codeTo(person.email)
  const second = await askCode(person.email)
  expect((await enterCode(second, code)).status).toBe(422)
  for (const bad of ["", "x", first.toUpperCase(), `${first}x`, "x".repeat(300)])
    expect((await enterCode(bad, code)).status, bad).toBeGreaterThanOrEqual(400)
  const { token } = await mailTo(person.email, "email_code")
  // The emailed link is no challenge: reading the email elsewhere is not enough.
  expect((await enterCode(token, code)).outcome).toBe("404 not_found")
  expect((await enterCode(first, code)).status).toBe(200)
})

test("POST /auth/email-code/verify – of many wrong codes at the same time five are counted, and then the right one fails", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const challenge = await askCode(person.email)
  const code = await codeTo(person.email)
  const many = await Promise.all(Array.from({ length: 20 }, () => enterCode(challenge, wrongFor(code))))
  expect(many.filter(({ status }) => status === 422)).toHaveLength(5)
  expect(many.filter(({ outcome }) => outcome === "410 token_expired")).toHaveLength(15)
  expect((await enterCode(challenge, code)).outcome).toBe("410 token_expired")
})

test("POST /auth/email-code/verify – of many right codes at the same time one signs in", async ({ team }) => {
  const person = await join(team.owner, "member")
  const challenge = await askCode(person.email)
  const code = await codeTo(person.email)
  const many = await Promise.all(Array.from({ length: 5 }, () => enterCode(challenge, code)))
  expect(many.filter(({ status }) => status === 200)).toHaveLength(1)
})

test("POST /auth/email-code/verify – a code of more than ten minutes, of before a password reset, or of a closed-out challenge fails", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const old = await askCode(person.email)
  await behindTheirBacks(() =>
    db().challenge.updateMany({ where: { userId: person.id }, data: { expiresAt: new Date(Date.now() - 1000) } }),
  )
  expect((await enterCode(old, await codeTo(person.email))).outcome).toBe("410 token_expired")
  const before = await askCode(person.email)
  const code = await codeTo(person.email)
  good(await resetTo(person.email, "a password by reset"))
  expect((await enterCode(before, code)).outcome).toBe("401 invalid_token")
})

test("POST /auth/email-code/verify – an account with two-factor authentication is asked for it", async ({ team }) => {
  const person = await join(team.owner, "member")
  const me = await callerOfAccessToken(person.token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  await confirmSecondFactor(me, code(-1))
  const challenge = await askCode(person.email)
  const first = await enterCode(challenge, await codeTo(person.email))
  expect(first.outcome).toBe("401 second_factor_required")
  const body = { challenge: String((first.error as unknown as { challenge: string }).challenge), code: code(0) }
  expect((await api("POST /auth/second-factor", { body })).status).toBe(200)
  const session = await db().session.findFirst({ where: { userId: person.id }, orderBy: { createdAt: "desc" } })
  expect([session?.amr, session?.assurance]).toEqual([["otp", "mfa"], 2])
})

test("POST /auth/email-code/verify – a closed account is restored", async () => {
  const person = await newTenant()
  const closing = { password, delete_organizations: true }
  good(await person.send("DELETE /users/me", closing))
  const challenge = await askCode(person.email)
  expect(good(await enterCode(challenge, await codeTo(person.email))).user.id).toBe(person.id)
})

test("POST /auth/email-code/verify – the owner of an address that another person registered takes the account over: nothing of theirs works", async () => {
  const open = await openOrganization()
  const email = newAddress("victim")
  const stranger = await register({ email, organization_id: open.organizationId, name: "Stranger" })
  const other = personOf(good(await login(email)))
  good(await api("POST /auth/password/forgot", { body: { email } }))
  const strangers = await askCode(email)
  const strangersCode = await codeTo(email)
  const challenge = await askCode(email)
  const owner = personOf(good(await enterCode(challenge, await codeTo(email))))
  expect([owner.id, owner.name]).toEqual([stranger.id, email.split("@")[0]])
  for (const held of [stranger, other]) {
    expect((await held.send("GET /users/me")).outcome).toBe("401 invalid_token")
    const body = { refresh_token: held.refreshToken }
    expect((await api("POST /auth/refresh", { body })).outcome).toBe("401 invalid_token")
  }
  expect((await login(email)).outcome).toBe("401 invalid_credentials")
  expect((await enterCode(strangers, strangersCode)).outcome).toBe("401 invalid_token")
  const { token } = await mailTo(email, "reset_password")
  const reset = { token, new_password: "the stranger's next one" }
  expect((await api("POST /auth/password/reset", { body: reset })).outcome).toBe("410 token_expired")
  const me = good(await owner.send<{ email_verified: boolean; has_password: boolean }>("GET /users/me"))
  expect(me).toMatchObject({ email_verified: true, has_password: false, organization_id: open.organizationId })
})

/** A verified person without a password. */
async function withoutPassword(): Promise<Person> {
  const { email } = await register()
  const challenge = await askCode(email)
  return personOf(good(await enterCode(challenge, await codeTo(email))))
}

const letProofAge = ({ id }: Person) =>
  behindTheirBacks(() =>
    db().session.updateMany({ where: { userId: id }, data: { provedAt: new Date(Date.now() - 7_200_000) } }),
  )

test("POST /users/me/proof-code – a person without a password proves themselves by a code of this session, once", async () => {
  const person = await withoutPassword()
  const other = personOf(good(await enterCode(await askCode(person.email), await codeTo(person.email))))
  const change = (who: Person, given: string) =>
    who.send("POST /users/me/email", { email: newAddress(), password: given })
  for (const nothing of ["000000", password]) expect((await change(person, nothing)).status).toBe(422)
  expect((await person.send("POST /users/me/proof-code")).status).toBe(202)
  const code = await codeTo(person.email, "proof_code")
  expect((await change(other, code)).error.fields).toMatchObject([{ field: "password", code: "incorrect" }])
  expect((await change(person, wrongFor(code))).status).toBe(422)
  expect((await change(person, code)).status).toBe(202)
  expect((await change(person, code)).status).toBe(422)
  // A second code replaces the first.
  good(await person.send("POST /users/me/proof-code"))
  const first = await codeTo(person.email, "proof_code")
  good(await person.send("POST /users/me/proof-code"))
  const second = await codeTo(person.email, "proof_code")
  if (first !== second) expect((await change(person, first)).status).toBe(422)
  good(await person.send("DELETE /users/me", { password: second, delete_organizations: true }))
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
})

test("POST /users/me/proof-code – of many wrong codes at the same time five are counted, and then the right one fails", async () => {
  const person = await withoutPassword()
  good(await person.send("POST /users/me/proof-code"))
  const code = await codeTo(person.email, "proof_code")
  const change = (given: string) => person.send("POST /users/me/email", { email: newAddress(), password: given })
  const many = await Promise.all(Array.from({ length: 12 }, () => change(wrongFor(code))))
  expect(many.every(({ status }) => status === 422)).toBe(true)
  expect((await change(code)).status).toBe(422)
})

test("POST /users/me/proof-code – a person with a password has to use it", async ({ team }) => {
  expect((await team.member.send("POST /users/me/proof-code")).outcome).toBe("422 validation_failed")
})

test("PUT /users/me/password – a first password needs a recent sign-in or a code; later the current one", async () => {
  const person = await withoutPassword()
  const set = (body: object) => person.send("PUT /users/me/password", body)
  await letProofAge(person)
  expect((await set({ new_password: "a first password" })).error.fields).toMatchObject([
    { field: "current_password", code: "required" },
  ])
  good(await person.send("POST /users/me/proof-code"))
  const current_password = await codeTo(person.email, "proof_code")
  expect((await set({ current_password, new_password: "short" })).status).toBe(422)
  good(await set({ current_password, new_password: "a first password" }))
  expect(await person.send("GET /users/me").then(good)).toMatchObject({ has_password: true })
  expect((await login(person.email, "a first password")).status).toBe(200)
  expect((await set({ new_password: "another password" })).status).toBe(422)
  const recent = await withoutPassword()
  good(await recent.send("PUT /users/me/password", { new_password: "a first password" }))
  expect((await login(recent.email, "a first password")).status).toBe(200)
})

test.describe("limits of codes", () => {
  test.describe.configure({ mode: "default", timeout: 90_000 })
  let server: Awaited<ReturnType<typeof anotherServer>>
  test.beforeAll(async () => {
    server = await anotherServer({ RATE_LIMIT_SCALE: "1", TRUSTED_PROXIES: "127.0.0.1,::1" })
  })
  test.afterAll(() => server.stop())

  const clients = { n: 0 }
  const client = () => `203.0.113.${(clients.n++ % 250) + 1}`
  const ask = async (email: string, from = client()) => {
    const headers = { "x-forwarded-for": from, "user-agent": `codes ${from}` }
    const asked = await api<{ challenge: string }>("POST /auth/email-code", {
      body: { email },
      headers,
      origin: server.origin,
    })
    return good(asked).challenge
  }
  const enter = (challenge: string, code: string, from = client()) =>
    enterCode(challenge, code, {
      headers: { "x-forwarded-for": from, "user-agent": `codes ${from}` },
      origin: server.origin,
    })

  for (const known of [true, false])
    test(`POST /auth/email-code/verify – ten wrong codes a day for ${known ? "an account's" : "an unknown"} address, over all challenges and clients`, async ({
      team,
    }) => {
      const person = await join(team.owner, "member")
      const email = known ? person.email : newAddress()
      const outcomes: string[] = []
      for (let i = 0; i < 3; i++) {
        const challenge = await ask(email)
        for (let k = 0; k < 4; k++) outcomes.push((await enter(challenge, "000000")).outcome)
      }
      expect(outcomes.slice(0, 10)).toEqual(Array(10).fill("422 validation_failed"))
      expect(outcomes.slice(10)).toEqual(Array(2).fill("429 rate_limited"))
    })

  test("POST /auth/email-code/verify – others' wrong codes don't lock out a device that has signed in before", async ({
    team,
  }) => {
    const person = await join(team.owner, "member")
    const home = client()
    const headers = { "x-forwarded-for": home, "user-agent": `codes ${home}` }
    good(
      await api<Tokens>("POST /auth/login", {
        body: { email: person.email, password },
        headers,
        origin: server.origin,
      }),
    )
    for (let i = 0; i < 3; i++) {
      const challenge = await ask(person.email)
      for (let k = 0; k < 5; k++) await enter(challenge, "000000")
    }
    const strange = client()
    const mine = await ask(person.email, home)
    const code = await codeTo(person.email)
    expect((await enter(mine, code, strange)).outcome).toBe("429 rate_limited")
    expect((await enter(mine, code, home)).status).toBe(200)
  })

  test("POST /auth/email-code/verify – wrong codes for many addresses from one client are limited", async () => {
    const from = client()
    const tally: Record<string, number> = {}
    for (let i = 0; i < 36; i++) {
      const challenge = await ask(newAddress())
      const { outcome } = await enter(challenge, "000000", from)
      tally[outcome] = (tally[outcome] ?? 0) + 1
    }
    expect(tally).toEqual({ "422 validation_failed": 30, "429 rate_limited": 6 })
  })

  test("POST /auth/email-code – the limit of emails to an address applies silently", async ({ team }) => {
    const person = await join(team.owner, "member")
    for (let i = 0; i < 8; i++) await ask(person.email)
    expect(await db().mail.count({ where: { recipient: person.email, template: "email_code" } })).toBe(5)
  })
})

test("EMAIL_CODE=off – no code is sent or accepted", async ({ team }) => {
  const server = await anotherServer({ EMAIL_CODE: "off" })
  try {
    const { origin } = server
    expect((await api("POST /auth/email-code", { body: { email: team.member.email }, origin })).outcome).toBe(
      "404 not_found",
    )
    const challenge = await askCode(team.member.email)
    expect((await enterCode(challenge, await codeTo(team.member.email), { origin })).outcome).toBe("404 not_found")
  } finally {
    await server.stop()
  }
})
