import { createHmac } from "node:crypto"
import bcrypt from "bcryptjs"
import { describe, expect, test } from "vitest"
import { env } from "../env"
import type { AppError } from "../errors"
import { hashPassword, verifyPassword } from "./passwords"
import { refuseWeakPassword } from "./weak-passwords"

const matches = async (given: string, stored: string | null) => (await verifyPassword(given, stored)).ok

describe("hashPassword", () => {
  test("stores the scheme, the cost and a new salt each time (S-064)", async () => {
    const [one, two] = [await hashPassword("secure-password"), await hashPassword("secure-password")]
    expect(one).toMatch(
      new RegExp(String.raw`^v1\$2[aby]\$${String(env().BCRYPT_COST).padStart(2, "0")}\$[./A-Za-z0-9]{53}$`),
    )
    expect(one).not.toBe(two)
  })

  test("bcrypt gets base64(HMAC-SHA-256) of the password in NFKC", async () => {
    const stored = await hashPassword("Zoe\u0308 \ufb01")
    const prepared = createHmac("sha256", "nanostack-password-v1").update("Zo\u00eb fi").digest("base64")
    expect(await bcrypt.compare(prepared, stored.slice(2))).toBe(true)
  })
})

describe("verifyPassword", () => {
  test("the whole password counts, beyond 72 bytes and after NUL (S-057, S-059)", async () => {
    const long = "x".repeat(72)
    const [beyond, nul] = [await hashPassword(`${long}A`), await hashPassword("abc\u0000X")]
    expect([await matches(`${long}A`, beyond), await matches("abc\u0000X", nul)]).toEqual([true, true])
    for (const other of [`${long}B`, long, `${long}AA`]) expect(await matches(other, beyond)).toBe(false)
    for (const other of ["abc\u0000Y", "abc", "abc\u0000"]) expect(await matches(other, nul)).toBe(false)
  })

  test("without a stored hash no password matches, and a comparison is made all the same", async () => {
    expect(await verifyPassword("nobody has this password", null)).toMatchObject({ ok: false })
  })

  test("an imported hash is compared with the password itself, and marked for rehashing", async () => {
    const imported = await bcrypt.hash("secure-password", 4)
    expect(await verifyPassword("secure-password", imported)).toEqual({ ok: true, rehash: true })
    expect(await matches("other", imported)).toBe(false)
    const cut = await bcrypt.hash("y".repeat(72), 4)
    expect(await matches("y".repeat(72), cut)).toBe(true)
    expect(await matches(`${"y".repeat(72)}z`, cut)).toBe(false)
  })

  test("the scheme is read from the stored hash: a prepared text is not a password", async () => {
    const stored = await hashPassword("secure-password")
    const prepared = createHmac("sha256", "nanostack-password-v1").update("secure-password").digest("base64")
    expect(await matches(prepared, stored)).toBe(false)
    expect(await matches(prepared, stored.slice(2))).toBe(true)
  })

  test("a hash of a higher cost than today's stays (a lower one is rewritten: e2e/passwords.api.spec.ts)", async () => {
    const prepared = createHmac("sha256", "nanostack-password-v1").update("secure-password").digest("base64")
    const cost = env().BCRYPT_COST
    const rehash = async (stored: string) => (await verifyPassword("secure-password", stored)).rehash
    expect(await rehash(await hashPassword("secure-password"))).toBe(false)
    expect(await rehash(`v1${await bcrypt.hash(prepared, cost + 1)}`)).toBe(false)
  })
})

describe("refuseWeakPassword", () => {
  const refusal = (password: string) => {
    try {
      refuseWeakPassword(password, "ada.lovelace@example.com")
    } catch (error) {
      return (error as AppError).details.fields?.[0]?.code
    }
  }

  test.each([
    ["seven77", "too_short"],
    ["😀😀😀😀😀😀😀", "too_short"],
    ["password1", "too_common"],
    ["PassWord1", "too_common"],
    ["ada.lovelace", "too_obvious"],
    ["ada.lovelace@example.com", "too_obvious"],
    ["Nanostack", "too_obvious"],
  ])("%s is %s", (password, code) => {
    expect(refusal(password)).toBe(code)
  })

  test.each([
    "secure-password",
    "old-password",
    "new-secure-password",
    "password1 and more",
    "my ada.lovelace",
    "        ",
    "😀".repeat(8),
  ])("%s is accepted", (password) => {
    expect(refusal(password)).toBeUndefined()
  })
})
