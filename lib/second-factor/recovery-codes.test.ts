import { afterEach, expect, test, vi } from "vitest"
import { sha256 } from "../core/crypto"

const [old, next] = ["the-old-secret-of-this-very-test-0001", "the-new-secret-of-this-very-test-0002"]
const plain = sha256("abcdefghjk")

/** Loads the module as in a process with these secrets. */
async function withSecrets(AUTH_SECRET: string, AUTH_SECRET_PREVIOUS = ""): Promise<typeof import("./recovery-codes")> {
  vi.resetModules()
  for (const [name, value] of Object.entries({ AUTH_SECRET, AUTH_SECRET_PREVIOUS })) vi.stubEnv(name, value)
  return import("./recovery-codes")
}

afterEach(() => vi.unstubAllEnvs())

test("a recovery code is stored as a version byte and a keyed HMAC per person", async () => {
  const { storedCode, withoutCode, recoveryCode } = await withSecrets(old)
  expect(recoveryCode()).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/)
  const stored = storedCode("user_a", "abcde-fghjk")
  expect([stored.length, stored[0]]).toEqual([33, 1])
  expect(stored).toEqual(storedCode("user_a", " ABCDE FGHJK "))
  expect(stored).not.toEqual(storedCode("user_b", "abcde-fghjk"))
  expect(Buffer.from(stored).includes(Buffer.from(plain))).toBe(false)
  expect(withoutCode("user_a", [stored], "abcdefghjk")).toEqual([])
  expect(withoutCode("user_b", [stored], "abcdefghjk")).toEqual([stored])
  expect(withoutCode("user_a", [stored], "abcde-fghjx")).toEqual([stored])
})

test("a code stored as plain SHA-256 gets the keyed form without being typed", async () => {
  const { hasPlainCode, keyedCodes, storedCode } = await withSecrets(old)
  const mixed = [plain, storedCode("user_a", "other")]
  expect(hasPlainCode(mixed)).toBe(true)
  const keyed = keyedCodes("user_a", mixed)
  expect(keyed).toEqual([storedCode("user_a", "abcdefghjk"), storedCode("user_a", "other")])
  expect(hasPlainCode(keyed)).toBe(false)
})

test("a code stored under the previous secret is accepted while that is set", async () => {
  const stored = (await withSecrets(old)).storedCode("user_a", "abcdefghjk")
  expect((await withSecrets(next, old)).withoutCode("user_a", [stored], "abcdefghjk")).toEqual([])
  expect((await withSecrets(next)).withoutCode("user_a", [stored], "abcdefghjk")).toEqual([stored])
})
