import { Secret, TOTP } from "otpauth"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerChallenge } from "../auth/second-factor"
import { register, signIn, tokenPair } from "../auth/service"
import { pool } from "../db"
import { newId } from "../ids"
import { callerOfAccessToken, type UserCaller } from "../session"
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, secondFactorState } from "./service"

const email = `${newId("mail")}@example.com`
const password = "a-long-enough-passphrase"
let me: UserCaller
let secret: string
let codes: string[]

/** The code of the authenticator app, `steps` half minutes from now. */
const code = (steps = 0) =>
  new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

/** Signs in with the password and gives the challenge that comes back. */
async function challenged(): Promise<string> {
  const refused = await signIn({ email, password }, "api").catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: "second_factor_required", details: { factors: ["totp", "recovery_code"] } })
  return (refused as { details: { challenge: string } }).details.challenge
}

beforeAll(async () => {
  const begun = await register({ email, password, name: "Vera Factor" }, "api")
  if (!begun) throw new Error("registration gave no session")
  me = await callerOfAccessToken((await tokenPair(begun)).token)
})

afterAll(() => pool().end())

describe("the second factor", () => {
  it("begins with a secret that stays the same until it is confirmed", async () => {
    const first = await beginSecondFactor(me)
    expect(first.uri).toContain(`secret=${first.secret}`)
    expect((await beginSecondFactor(me)).secret).toBe(first.secret)
    secret = first.secret
    expect((await secondFactorState(me.userId)).enabled).toBe(false)
  })

  it("is not turned on by a wrong code", async () => {
    const wrong = code() === "000000" ? "111111" : "000000"
    await expect(confirmSecondFactor(me, wrong)).rejects.toMatchObject({ code: "validation_failed" })
  })

  it("is turned on by a right one, which gives ten recovery codes", async () => {
    codes = await confirmSecondFactor(me, code(-1))
    expect(new Set(codes).size).toBe(10)
    expect(await secondFactorState(me.userId)).toEqual({ enabled: true, recoveryCodesLeft: 10 })
  })

  it("lets nobody in with the password alone, and in with a code", async () => {
    const challenge = await challenged()
    expect((await answerChallenge({ challenge, code: code(0) }, "api")).userId).toBe(me.userId)
  })

  it("takes a code of the app once, and a challenge once", async () => {
    const challenge = await challenged()
    await expect(answerChallenge({ challenge, code: code(0) }, "api")).rejects.toMatchObject({
      code: "validation_failed",
    })
    expect((await answerChallenge({ challenge, code: code(1) }, "api")).userId).toBe(me.userId)
    await expect(answerChallenge({ challenge, code: codes[0] ?? "" }, "api")).rejects.toMatchObject({
      code: "token_expired",
    })
  })

  it("takes a recovery code once, however it is typed", async () => {
    const [recovery = ""] = codes
    expect(
      await answerChallenge({ challenge: await challenged(), code: ` ${recovery.toUpperCase()} ` }, "api"),
    ).toBeTruthy()
    expect((await secondFactorState(me.userId)).recoveryCodesLeft).toBe(9)
    const again = answerChallenge({ challenge: await challenged(), code: recovery }, "api")
    await expect(again).rejects.toMatchObject({ code: "validation_failed" })
  })

  it("of four answers at once with one recovery code lets one in", async () => {
    const challenges = await Promise.all(Array.from({ length: 4 }, challenged))
    const answers = await Promise.allSettled(
      challenges.map((challenge) => answerChallenge({ challenge, code: codes[1] ?? "" }, "api")),
    )
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  it("ends a challenge after five wrong codes, also for the right one", async () => {
    const challenge = await challenged()
    for (let i = 0; i < 5; i++)
      await expect(answerChallenge({ challenge, code: "wrong-code" }, "api")).rejects.toMatchObject({
        code: "validation_failed",
      })
    await expect(answerChallenge({ challenge, code: codes[2] ?? "" }, "api")).rejects.toMatchObject({
      code: "token_expired",
    })
  })

  it("is turned off with the password only", async () => {
    await expect(removeSecondFactor(me, "not-the-password")).rejects.toMatchObject({ code: "validation_failed" })
    await removeSecondFactor(me, password)
    expect((await signIn({ email, password }, "api")).userId).toBe(me.userId)
  })
})
