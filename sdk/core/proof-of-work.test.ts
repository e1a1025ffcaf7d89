import { expect, test } from "vitest"
import { failure, faultServer, ok } from "../../e2e/apps/fault-server"
import { NanostackClient } from "../client/src/index"

const challenge = {
  parameters: {
    algorithm: "PBKDF2/SHA-256",
    nonce: "00".repeat(16),
    salt: "11".repeat(16),
    cost: 1,
    keyLength: 32,
    keyPrefix: "00",
    keySignature: "",
    expiresAt: 0,
  },
  signature: "signed",
}
const asked = failure(403, "bot_check_required")
const person = { email: "jane@example.com" }

async function client(...replies: Parameters<typeof faultServer>) {
  const { baseURL, seen } = await faultServer(...replies)
  return { client: new NanostackClient({ baseURL }), seen }
}

test("a call that needs a proof of work solves a challenge, and is sent again once", async () => {
  const { client: one, seen } = await client(asked, ok(challenge), ok({ message: "" }, 202))
  await one.auth.forgotPassword(person)
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "POST /api/v1/auth/password/forgot",
    "GET /api/v1/auth/bot-challenge",
    "POST /api/v1/auth/password/forgot",
  ])
  const { proof_of_work: sent } = (seen[2]?.body ?? {}) as { proof_of_work: string }
  expect(JSON.parse(atob(sent))).toEqual({
    challenge,
    solution: { counter: expect.any(Number), derivedKey: expect.stringMatching(/^00[0-9a-f]{62}$/) },
  })
})

test("a solution that is refused, and one of the caller's own, are reported", async () => {
  const refused = await client(asked, ok(challenge), asked)
  await expect(refused.client.auth.forgotPassword(person)).rejects.toMatchObject({ code: "bot_check_required" })
  expect(refused.seen).toHaveLength(3)
  const own = await client(asked)
  const given = own.client.auth.emailCode({ ...person, proof_of_work: "mine" })
  await expect(given).rejects.toMatchObject({ code: "bot_check_required" })
  expect(own.seen).toHaveLength(1)
})

test("solving can be cancelled", async () => {
  const hard = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: "00".repeat(16) } }
  const { client: one } = await client(asked, ok(hard))
  const controller = new AbortController()
  const call = one.auth.forgotPassword(person, { signal: controller.signal })
  setTimeout(() => controller.abort(), 200)
  await expect(call).rejects.toMatchObject({ code: "aborted" })
})
