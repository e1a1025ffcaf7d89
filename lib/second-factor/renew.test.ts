import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import { seal, unseal } from "../core/seal"
import { keyedCodes, storedCode } from "./recovery-codes"
import { keyRecoveryCodes, resealTotpSecrets } from "./renew"

const previous = "the-previous-secret-of-this-test-0001"

let database: Awaited<ReturnType<typeof ownDatabase>>
let sealedBefore: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  vi.resetModules()
  vi.stubEnv("AUTH_SECRET", previous)
  sealedBefore = (await import("../core/seal")).seal("totp", "OLDSECRET")
  vi.unstubAllEnvs()
  database = await ownDatabase({ AUTH_SECRET_PREVIOUS: previous })
})
afterAll(() => database.drop())

const row = (userId: string) => db().userSecret.findUniqueOrThrow({ where: { userId } })
const codesOf = async (userId: string) => (await row(userId)).recoveryCodes.map((one) => new Uint8Array(one))

test("plain recovery codes are rewritten in batches, in order, once; others stay", async () => {
  const users = Array.from({ length: 1_203 }, (_, i) => `user_${String(i).padStart(4, "0")}`)
  const plain = (userId: string) => [sha256(`${userId}a`), sha256(`${userId}b`), sha256(`${userId}c`)]
  await db().userSecret.createMany({ data: users.map((userId) => ({ userId, recoveryCodes: plain(userId) })) })
  const kept = [storedCode("user_keyed", "code")]
  await db().userSecret.createMany({ data: [{ userId: "user_keyed", recoveryCodes: kept }, { userId: "user_none" }] })
  const plan = await db().$queryRaw<object[]>`
    EXPLAIN SELECT user_id, recovery_codes FROM user_secrets
    WHERE octet_length(recovery_codes[1]) = 32 AND user_id > '' ORDER BY user_id LIMIT 500 FOR UPDATE`
  expect(JSON.stringify(plan)).toContain("user_secrets_plain_codes_idx")
  expect(await keyRecoveryCodes()).toBe(1_203)
  for (const userId of ["user_0000", "user_0499", "user_0500", "user_1202"])
    expect(await codesOf(userId)).toEqual(keyedCodes(userId, plain(userId)))
  expect([await codesOf("user_keyed"), await codesOf("user_none")]).toEqual([kept, []])
  expect(await keyRecoveryCodes()).toBe(0)
})

test("authenticator secrets under the previous AUTH_SECRET are re-encrypted; undecryptable ones stay", async () => {
  const [current, gone] = [seal("totp", "NEWSECRET"), new Uint8Array(randomBytes(60))]
  await db().userSecret.createMany({
    data: [
      { userId: "totp_before", totpSecret: sealedBefore },
      { userId: "totp_current", totpSecret: current },
      { userId: "totp_gone", totpSecret: gone },
    ],
  })
  expect(await resealTotpSecrets()).toBe(3)
  const secrets = await Promise.all(
    ["totp_before", "totp_current", "totp_gone"].map(async (id) => new Uint8Array((await row(id)).totpSecret ?? [])),
  )
  const [before = gone, ...others] = secrets
  expect(others).toEqual([current, gone])
  expect(before).not.toEqual(sealedBefore)
  expect(unseal("totp", before)).toBe("OLDSECRET")
  const again = await resealTotpSecrets().then(() => row("totp_before"))
  expect(new Uint8Array(again.totpSecret ?? [])).toEqual(before)
})
