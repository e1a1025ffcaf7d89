import { randomBytes } from "node:crypto"
import { afterEach, expect, test, vi } from "vitest"
import { openSealed, seal, unseal } from "./seal"

/** Loads the module as in a process with these secrets. */
async function withSecrets(AUTH_SECRET: string, AUTH_SECRET_PREVIOUS = ""): Promise<typeof import("./seal")> {
  vi.resetModules()
  for (const [name, value] of Object.entries({ AUTH_SECRET, AUTH_SECRET_PREVIOUS })) vi.stubEnv(name, value)
  return import("./seal")
}

afterEach(() => vi.unstubAllEnvs())

test("seal – a different text each time, opened only with its own label, and never after tampering", () => {
  const value = { url: "https://example.com/invites/secret", n: 1 }
  const sealed = seal("mail", value)
  expect(unseal("mail", sealed)).toEqual(value)
  expect(Buffer.from(seal("mail", value))).not.toEqual(Buffer.from(sealed))
  expect(Buffer.from(sealed).toString("latin1")).not.toContain("secret")
  expect(() => unseal("other", sealed)).toThrow()
  for (const at of [0, 13, 30, sealed.length - 1]) {
    const changed = new Uint8Array(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => unseal("mail", changed), `byte ${at}`).toThrow()
  }
})

test("openSealed – null where no key fits", () => {
  expect(openSealed("mail", seal("mail", "x"))).toBe("x")
  for (const length of [0, 10, 60]) expect(openSealed("mail", new Uint8Array(randomBytes(length)))).toBeNull()
})

test("resealed – a value that only the previous secret opens is afterwards opened by the current one alone", async () => {
  const [old, next] = ["the-old-secret-of-this-very-test-0001", "the-new-secret-of-this-very-test-0002"]
  const sealed = (await withSecrets(old)).seal("totp", "x")
  const during = await withSecrets(next, old)
  const fresh = during.resealed("totp", sealed)
  expect(during.resealed("totp", during.seal("totp", "x"))).toBeNull()
  expect(during.resealed("totp", new Uint8Array(randomBytes(60)))).toBeNull()
  const after = await withSecrets(next)
  expect([fresh && after.unseal("totp", fresh), after.openSealed("totp", sealed)]).toEqual(["x", null])
})
