import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose"
import { afterEach, describe, expect, it, vi } from "vitest"

const claims = {
  sub: "user_1",
  sid: "ses_1",
  org: "org_1",
  ten: "ten_1",
  role: "member" as const,
  role_rank: "member" as const,
  permissions: [],
}
const now = () => Math.floor(Date.now() / 1000)

/** Loads the modules as in a process with these settings. */
async function withSettings(settings: Record<string, string>) {
  vi.resetModules()
  for (const key of ["signing-key", "accepted-keys", "verified-tokens"])
    Reflect.deleteProperty(globalThis, Symbol.for(`nanostack.${key}`))
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  return { ...(await import("./access-tokens")), ...(await import("./signing-keys")) }
}

afterEach(() => vi.unstubAllEnvs())

describe("access tokens", () => {
  it("have the guide's header by default, and no public key", async () => {
    const { signAccessToken, publicKeys } = await withSettings({})
    const { token } = await signAccessToken(claims, now())
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" })
    expect(await publicKeys()).toEqual({ keys: [] })
  })

  for (const algorithm of ["ES256", "EdDSA"])
    it(`with ${algorithm} can be verified by others with the public keys alone`, async () => {
      const { signAccessToken, publicKeys, verifyAccessToken } = await withSettings({ TOKEN_ALGORITHM: algorithm })
      const { token } = await signAccessToken(claims, now())
      const set = await publicKeys()
      expect(JSON.stringify(set)).not.toContain('"d"')
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(set))
      expect([payload.sub, protectedHeader.kid]).toEqual(["user_1", set.keys[0]?.kid])
      expect((await verifyAccessToken(token)).sub).toBe("user_1")
    })

  it("signed with the previous secret are accepted while it is set, and not afterwards", async () => {
    const [old, next] = ["the-old-secret-of-this-very-test-0001", "the-new-secret-of-this-very-test-0002"]
    const { token } = await (await withSettings({ AUTH_SECRET: old })).signAccessToken(claims, now())
    const during = await withSettings({ AUTH_SECRET: next, AUTH_SECRET_PREVIOUS: old })
    expect((await during.verifyAccessToken(token)).sub).toBe("user_1")
    const after = await withSettings({ AUTH_SECRET: next, AUTH_SECRET_PREVIOUS: "" })
    await expect(after.verifyAccessToken(token)).rejects.toMatchObject({ code: "invalid_token" })
  })

  it("with another algorithm are rejected, also when signed with the public key", async () => {
    const { token } = await (await withSettings({ TOKEN_ALGORITHM: "HS256" })).signAccessToken(claims, now())
    const { verifyAccessToken } = await withSettings({ TOKEN_ALGORITHM: "EdDSA" })
    await expect(verifyAccessToken(token)).rejects.toMatchObject({ code: "invalid_token" })
  })
})
