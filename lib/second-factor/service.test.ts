import { randomBytes } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { register } from "../auth/register"
import { answerChallenge } from "../auth/second-factor"
import { signIn } from "../auth/service"
import { tokenPair } from "../auth/tokens"
import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { newId } from "../core/db/ids"
import { pool } from "../core/db/pool"
import type { UserCaller } from "../core/identity/caller"
import { callerOfAccessToken } from "../core/identity/token-caller"
import { removeSecondFactor, secondFactorState } from "./service"
import { beginSecondFactor, confirmSecondFactor } from "./set-up"

const email = `${newId("mail")}@example.com`
const password = "a-long-enough-passphrase"
let me: UserCaller
let secret: string
let codes: string[]

/** Code of the authenticator app, `steps` half minutes from now. */
const code = (steps = 0) =>
  new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

/** Signs in with the password and returns the challenge. */
async function challenged(): Promise<string> {
  const refused = await signIn({ email, password }, "api").catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: "second_factor_required", details: { factors: ["totp", "recovery_code"] } })
  return (refused as { details: { challenge: string } }).details.challenge
}

beforeAll(async () => {
  const begun = await register({ email, password, name: "Vera Factor" }, "api")
  if (!begun) throw new Error("registration gave no session")
  const { token } = await tokenPair(begun)
  const unverified = await callerOfAccessToken(token)
  for (const refused of [() => beginSecondFactor(unverified), () => confirmSecondFactor(unverified, "123456")])
    await expect(refused()).rejects.toMatchObject({ status: 403, code: "email_not_verified" })
  await db().user.update({ where: { id: unverified.userId }, data: { emailVerifiedAt: new Date() } })
  me = await callerOfAccessToken(token)
})

const secrets = () => db().userSecret.findUniqueOrThrow({ where: { userId: me.userId } })
const change = (data: Parameters<ReturnType<typeof db>["userSecret"]["update"]>[0]["data"]) =>
  db().userSecret.update({ where: { userId: me.userId }, data })
const lengths = async () => [...new Set((await secrets()).recoveryCodes.map((one) => one.length))]
const undecryptable = () => new Uint8Array(randomBytes(60))

afterAll(() => pool().end())

describe("two-factor authentication", () => {
  it("begins with a secret that stays the same until it is confirmed", async () => {
    const first = await beginSecondFactor(me)
    expect(first.uri).toContain(`secret=${first.secret}`)
    expect((await beginSecondFactor(me)).secret).toBe(first.secret)
    secret = first.secret
    expect((await secondFactorState(me.userId)).enabled).toBe(false)
  })

  it("shows what one session has begun to no other, and another session cannot turn it on", async () => {
    const begun = await signIn({ email, password }, "api")
    const other = await callerOfAccessToken((await tokenPair(begun)).token)
    const planted = (await beginSecondFactor(other)).secret
    const own = (await beginSecondFactor(me)).secret
    expect(own).not.toBe(planted)
    secret = planted
    await expect(confirmSecondFactor(me, code(-1))).rejects.toMatchObject({ code: "validation_failed" })
    secret = own
    await expect(confirmSecondFactor(other, code(-1))).rejects.toMatchObject({
      details: { fields: [{ field: "code", code: "unreadable" }] },
    })
  })

  it("is not turned on by a wrong code", async () => {
    const wrong = code() === "000000" ? "111111" : "000000"
    await expect(confirmSecondFactor(me, wrong)).rejects.toMatchObject({ code: "validation_failed" })
  })

  it("is turned on by a right code, which returns ten recovery codes", async () => {
    codes = await confirmSecondFactor(me, code(-1))
    expect(new Set(codes).size).toBe(10)
    expect(await secondFactorState(me.userId)).toEqual({ enabled: true, recoveryCodesLeft: 10 })
  })

  it("refuses the password alone, and accepts it with a code", async () => {
    const challenge = await challenged()
    expect((await answerChallenge({ challenge, code: code(0) }, "api")).userId).toBe(me.userId)
  })

  it("accepts a code of the app once, and a challenge once", async () => {
    const challenge = await challenged()
    await expect(answerChallenge({ challenge, code: code(0) }, "api")).rejects.toMatchObject({
      code: "validation_failed",
    })
    expect((await answerChallenge({ challenge, code: code(1) }, "api")).userId).toBe(me.userId)
    await expect(answerChallenge({ challenge, code: codes[0] ?? "" }, "api")).rejects.toMatchObject({
      code: "token_expired",
    })
  })

  it("accepts a recovery code once, however it is typed", async () => {
    const [recovery = ""] = codes
    expect(
      await answerChallenge({ challenge: await challenged(), code: ` ${recovery.toUpperCase()} ` }, "api"),
    ).toBeTruthy()
    expect((await secondFactorState(me.userId)).recoveryCodesLeft).toBe(9)
    const again = answerChallenge({ challenge: await challenged(), code: recovery }, "api")
    await expect(again).rejects.toMatchObject({ code: "validation_failed" })
  })

  it("accepts one of four concurrent requests with the same recovery code", async () => {
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

  it("accepts a recovery code stored as plain SHA-256, and rewrites all at the first code, right or wrong", async () => {
    expect(await lengths()).toEqual([33])
    const plain = codes.slice(3).map((one) => sha256(one.replace("-", "")))
    await change({ recoveryCodes: plain })
    expect(await lengths()).toEqual([32])
    const wrong = answerChallenge({ challenge: await challenged(), code: "aaaaa-aaaaa" }, "api")
    await expect(wrong).rejects.toMatchObject({ code: "validation_failed" })
    expect(await lengths()).toEqual([33])
    await change({ recoveryCodes: plain })
    expect(await answerChallenge({ challenge: await challenged(), code: codes[3] ?? "" }, "api")).toBeTruthy()
    expect([await lengths(), (await secrets()).recoveryCodes.length]).toEqual([[33], 6])
  })

  it("with an undecryptable secret still accepts recovery codes, and says so", async () => {
    const { totpSecret } = await secrets()
    await change({ totpSecret: undecryptable() })
    const challenge = await challenged()
    for (const wrong of [code(0), "aaaaa-aaaaa"])
      await expect(answerChallenge({ challenge, code: wrong }, "api")).rejects.toMatchObject({
        status: 422,
        details: { fields: [{ field: "code", code: "unreadable", reason: "authenticator" }] },
      })
    expect(await answerChallenge({ challenge, code: codes[4] ?? "" }, "api")).toBeTruthy()
    await change({ totpSecret })
  })

  it("is turned off with the password only", async () => {
    await expect(removeSecondFactor(me, "not-the-password")).rejects.toMatchObject({ code: "validation_failed" })
    await removeSecondFactor(me, password)
    expect((await signIn({ email, password }, "api")).userId).toBe(me.userId)
  })

  it("starts over where the unconfirmed secret cannot be decrypted", async () => {
    await change({ totpSecret: undecryptable() })
    await expect(confirmSecondFactor(me, "123456")).rejects.toMatchObject({
      details: { fields: [{ field: "code", code: "unreadable" }] },
    })
    const begun = await beginSecondFactor(me)
    expect((await beginSecondFactor(me)).secret).toBe(begun.secret)
  })
})
