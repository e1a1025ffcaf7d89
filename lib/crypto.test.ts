import { expect, test } from "vitest"
import { hmac, randomToken, sameBytes, seal, sha256, unseal } from "./crypto"

test("randomToken – 256 bits, URL-safe, ten thousand without a repeat or a common beginning (S-170)", () => {
  const tokens = Array.from({ length: 10_000 }, randomToken)
  expect(new Set(tokens).size).toBe(tokens.length)
  for (const token of tokens.slice(0, 100)) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(new Set(tokens.map((token) => token.slice(0, 8))).size).toBe(tokens.length)
})

test("seal – another text each time, opened by its own label only, and never after a change", () => {
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

test("sameBytes – also tells unequal lengths apart (S-263)", () => {
  expect(sameBytes(sha256("a"), sha256("a"))).toBe(true)
  expect(sameBytes(sha256("a"), sha256("b"))).toBe(false)
  expect(sameBytes(sha256("a"), sha256("a").subarray(0, 31))).toBe(false)
  expect(sameBytes(new Uint8Array(), sha256("a"))).toBe(false)
})

test("hmac – one key for each label", () => {
  expect(Buffer.from(hmac("cursor", "x"))).toEqual(Buffer.from(hmac("cursor", "x")))
  expect(Buffer.from(hmac("cursor", "x"))).not.toEqual(Buffer.from(hmac("refresh-successor", "x")))
})
