import { expect, test } from "vitest"
import { hmac, randomToken, sameBytes, sha256 } from "./crypto"

test("randomToken – 256 bits, URL-safe, ten thousand without a repeat or a common prefix (S-170)", () => {
  const tokens = Array.from({ length: 10_000 }, randomToken)
  expect(new Set(tokens).size).toBe(tokens.length)
  for (const token of tokens.slice(0, 100)) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(new Set(tokens.map((token) => token.slice(0, 8))).size).toBe(tokens.length)
})

test("sameBytes – also handles unequal lengths (S-263)", () => {
  expect(sameBytes(sha256("a"), sha256("a"))).toBe(true)
  expect(sameBytes(sha256("a"), sha256("b"))).toBe(false)
  expect(sameBytes(sha256("a"), sha256("a").subarray(0, 31))).toBe(false)
  expect(sameBytes(new Uint8Array(), sha256("a"))).toBe(false)
})

test("hmac – one key per label", () => {
  expect(Buffer.from(hmac("cursor", "x"))).toEqual(Buffer.from(hmac("cursor", "x")))
  expect(Buffer.from(hmac("cursor", "x"))).not.toEqual(Buffer.from(hmac("refresh-successor", "x")))
})
