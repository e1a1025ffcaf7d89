import { randomBytes } from "node:crypto"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { compressed, encodingFor } from "./compression"

test.each([
  ["br, gzip", "br"],
  ["gzip, deflate", "gzip"],
  ["gzip;q=1.0, br;q=0.5", "gzip"],
  ["GZIP", "gzip"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["gzip;q=0", null],
  ["identity", null],
  ["deflate, zstd", null],
  ["", null],
  [undefined, null],
])("Accept-Encoding: %s gets %s (P-16)", (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding)
})

test("a text of 1 KiB or more is compressed, a shorter one sent as it is (P-16)", async () => {
  const text = randomBytes(512).toString("hex")
  expect(brotliDecompressSync((await compressed(text, "br")) ?? "").toString()).toBe(text)
  expect(gunzipSync((await compressed(text, "gzip")) ?? "").toString()).toBe(text)
  expect(await compressed(text.slice(1), "gzip")).toBeNull()
})
