import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { alike, api, expect, good, mailTo, newTenant, type Person, type Tokens, test } from "./fixtures"

/** Turns on two-factor authentication, as the profile page does, and returns the app's codes and the recovery codes. */
async function protect({ token }: Person) {
  const me = await callerOfAccessToken(token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  return { code, recovery: await confirmSecondFactor(me, code(-1)) }
}

type Challenge = { challenge: string; factors: string[] }

const login = (person: Person, password = person.password) =>
  api("POST /auth/login", { body: { email: person.email, password } })
const answer = (challenge: string, code: string) =>
  api<Tokens>("POST /auth/second-factor", { body: { challenge, code } })

test("POST /auth/second-factor – the password alone gives no access, a code completes it, once", async () => {
  const person = await newTenant()
  const { code, recovery } = await protect(person)
  const asked = await login(person)
  expect(asked.outcome).toBe("401 second_factor_required")
  const { challenge, factors } = asked.error as typeof asked.error & Challenge
  expect(factors).toEqual(["totp", "recovery_code"])
  expect((await api("GET /users/me", { token: challenge })).outcome).toBe("401 invalid_token")
  expect((await api("POST /auth/refresh", { body: { refresh_token: challenge } })).outcome).toBe("401 invalid_token")
  const right = code(0)
  expect((await answer(challenge, right === "000000" ? "111111" : "000000")).outcome).toBe("422 validation_failed")
  const { status, data } = await answer(challenge, right)
  expect([status, data.user.id]).toEqual([200, person.id])
  expect((await api("GET /users/me", { token: data.token })).status).toBe(200)
  expect((await answer(challenge, recovery[0] ?? "")).outcome).toBe("410 token_expired")
})

test("POST /auth/login – a wrong password does not reveal that two-factor authentication is on", async () => {
  const [plain, guarded] = [await newTenant(), await newTenant()]
  await protect(guarded)
  expect(alike(await login(guarded, "wrong password"))).toBe(alike(await login(plain, "wrong password")))
})

test("POST /auth/second-factor – a recovery code works once", async () => {
  const person = await newTenant()
  const { recovery } = await protect(person)
  const challenge = async () => ((await login(person)).error as unknown as Challenge).challenge
  expect((await answer(await challenge(), recovery[0] ?? "")).status).toBe(200)
  expect((await answer(await challenge(), recovery[0] ?? "")).outcome).toBe("422 validation_failed")
  expect((await answer(await challenge(), recovery[1] ?? "")).status).toBe(200)
})

test("POST /auth/second-factor – a challenge of the old password is invalid once the password was reset (N-8)", async () => {
  const person = await newTenant()
  const { code } = await protect(person)
  const { challenge } = (await login(person)).error as unknown as Challenge
  good(await api("POST /auth/password/forgot", { body: { email: person.email } }))
  const { token } = await mailTo(person.email, "reset_password")
  const new_password = "a password by reset"
  good(await api("POST /auth/password/reset", { body: { token, new_password } }))
  expect((await answer(challenge, code(0))).outcome).toBe("401 invalid_token")
  const anew = (await login(person, new_password)).error as unknown as Challenge
  expect((await answer(anew.challenge, code(0))).status).toBe(200)
})

test("DELETE /users/me/sessions – a sign-in that waits for its code is revoked, also by an access token", async () => {
  const person = await newTenant()
  const { code } = await protect(person)
  const { challenge } = (await login(person)).error as unknown as Challenge
  good(await person.send("DELETE /users/me/sessions"))
  expect((await answer(challenge, code(0))).status).toBeGreaterThanOrEqual(400)
  const anew = (await login(person)).error as unknown as Challenge
  expect((await answer(anew.challenge, code(0))).status).toBe(200)
})
