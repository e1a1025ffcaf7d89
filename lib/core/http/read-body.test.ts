import { expect, test } from "vitest"
import { isForm, readForm, readJson } from "./read-body"
import { readBounded } from "./read-bounded"

const json = { "content-type": "application/json" }
const post = (body: string | null, headers: Record<string, string> = json) =>
  new Request("http://localhost/", { method: "POST", body, headers })
const read = (body: string | null, headers?: Record<string, string>, mayBeAbsent?: () => boolean) =>
  readJson(post(body, headers), mayBeAbsent).catch((error: { code: string }) => error.code)

test("depth counts structure only: brackets in strings are text (P-14)", async () => {
  const flat = { message: `${"[".repeat(500)}\\"{{{{` }
  expect(await read(JSON.stringify(flat))).toEqual(flat)
  const levels = (n: number, inside = "1") => `${'{"a":'.repeat(n)}${inside}${"}".repeat(n)}`
  expect(await read(levels(32))).toHaveProperty("a")
  expect(await read(levels(33))).toBe("invalid_json")
  // Closing brackets in strings do not reduce the depth.
  expect(await read(levels(5_000, `"${"}".repeat(5_000)}"`))).toBe("invalid_json")
  const balanced = `${'{"]]":'.repeat(40)}1${"}".repeat(40)}`
  expect(await read(balanced)).toBe("invalid_json")
})

test("an absent body is {} where nothing is required, whatever the content type (P-9)", async () => {
  const types: Record<string, string>[] = [{}, json, { "content-length": "0" }, { ...json, "content-length": "0" }]
  for (const headers of types) {
    expect(await read(null, headers, () => true)).toEqual({})
    expect(await read(null, headers)).toMatch(/^(unsupported_media_type|invalid_json)$/)
  }
  expect(await read("", json, () => true)).toEqual({})
  expect(await read(" ", json, () => true)).toBe("invalid_json")
  expect(await read("{}", {}, () => true)).toBe("unsupported_media_type")
})

test("no more than the limit is read (O-13)", async () => {
  let given = 0
  async function* endless() {
    for (;;) {
      given++
      yield new Uint8Array(1_000)
    }
  }
  expect(await readBounded(endless(), 10_000)).toBeNull()
  expect(given).toBe(11)
  expect(await readBounded(null, 10)).toHaveLength(0)
  expect(await read(`"${"x".repeat(70_000)}"`)).toBe("body_too_large")
})

test.each(["utf8", "UTF-8", '"utf-8"'])("charset=%s is accepted (P-13)", async (charset) => {
  expect(await read("{}", { "content-type": `application/json; charset=${charset}` })).toEqual({})
})

test.each([
  ["application/json; charset=utf-16"],
  ["application/json; charset=utf8; charset=utf8"],
  ["application/jsonx"],
  ["application/json; profile=x"],
])("%s is refused", async (type) => {
  expect(await read("{}", { "content-type": type })).toBe("unsupported_media_type")
})

test("half of a surrogate pair is refused, in keys and values (P-13)", async () => {
  for (const text of ['{"a":"\\ud83d"}', '{"\\udc00":1}', '["a\\ud83d "]'])
    expect(await read(text)).toBe("validation_failed")
  expect(await read('{"a":"\\ud83d\\ude00"}')).toEqual({ a: "😀" })
})

test("a form – its fields, each once", async () => {
  const form = (body: string) => readForm(post(body, { "content-type": "application/x-www-form-urlencoded" }))
  expect(await form("token=a%20b&x=")).toEqual({ token: "a b", x: "" })
  await expect(form("token=a&token=b")).rejects.toMatchObject({ code: "invalid_json" })
  expect(isForm(post("a=b", { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }))).toBe(true)
  expect(isForm(post("{}"))).toBe(false)
})
