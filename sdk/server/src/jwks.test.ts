import { generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import { afterEach, expect, test, vi } from "vitest"
import { cut, faultServer, html, json, type Reply, silence } from "../../../e2e/apps/fault-server"
import { NanostackClient } from "./index"

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" })
const other = generateKeyPairSync("ed25519")
const jwk = (key: KeyObject, kid: string, more = {}) => ({ ...key.export({ format: "jwk" }), kid, use: "sig", ...more })
const first = jwk(pair.publicKey, "first", { alg: "ES256" })
const second = jwk(other.publicKey, "second", { alg: "EdDSA" })
const published = (...keys: unknown[]) => json(200, { keys })

afterEach(() => vi.restoreAllMocks())

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** Returns a valid token with these changes; `undefined` omits a claim. */
function token(issuer: string, claims: object = {}, header: object = {}, key: KeyObject = pair.privateKey): string {
  const now = Math.floor(Date.now() / 1000)
  const who = { sub: "user_1", sid: "ses_1", org: "org_1", ten: "ten_1", role: "member", permissions: [] }
  const body = encode({ ...who, iss: issuer, aud: "nanostack-api", iat: now, exp: now + 3600, ...claims })
  const signed = `${encode({ alg: "ES256", typ: "JWT", kid: "first", ...header })}.${body}`
  const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256"
  const signature = sign(digest, Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" })
  return `${signed}.${signature.toString("base64url")}`
}

async function installation(...replies: Reply[]) {
  const { baseURL, seen } = await faultServer(...replies)
  const client = new NanostackClient({ baseURL, apiKey: null, timeout: 2_000 })
  const check = (claims?: object, header?: object, key?: KeyObject) =>
    client.verifyTokenLocally(token(baseURL, claims, header, key))
  return { baseURL, seen, client, check }
}

const refused = { name: "NanostackError", status: 401, code: "invalid_token" }
const rotated = [{}, { alg: "EdDSA", kid: "second" }, other.privateKey] as const

test("keys are fetched once for any number of concurrent tokens", async () => {
  const { seen, check } = await installation(published(first))
  await Promise.all(Array.from({ length: 20 }, () => check()))
  expect(seen.map(({ url }) => url)).toEqual(["/.well-known/jwks.json"])
})

test("a new key is found after half a minute; until then unknown key IDs cause no requests (S-091)", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  const { seen, check } = await installation(published(first), published(second, first))
  await check()
  now.mockReturnValue(39_999)
  for (const kid of ["../../dev/null", "' OR 1=1--", "|id", [], {}, "x".repeat(4000), "second"])
    await expect(check({}, { kid })).rejects.toMatchObject(refused)
  expect(seen).toHaveLength(1)
  now.mockReturnValue(40_000)
  await Promise.all(Array.from({ length: 20 }, () => check(...rotated)))
  expect(seen).toHaveLength(2)
  await check()
})

test("a removed key is accepted for ten minutes at most", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  const { check } = await installation(published(first), published(second))
  await check()
  now.mockReturnValue(610_000)
  await expect(check()).rejects.toMatchObject(refused)
})

test.each([
  ["cut off", cut],
  ["silent", silence],
  ["an error page", html(502)],
])(
  "where the installation is %s, known keys last an hour, and it is asked twice a minute at most",
  async (_, broken) => {
    const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
    const { seen, check } = await installation(published(first), broken)
    await check()
    now.mockReturnValue(40_000)
    for (let i = 0; i < 5; i++)
      await expect(check({}, { kid: "new" })).rejects.toMatchObject({ name: "NanostackError", code: /_|timeout/ })
    await check()
    expect(seen).toHaveLength(2)
    now.mockReturnValue(3_609_999)
    await check()
    now.mockReturnValue(3_700_000)
    await expect(check()).rejects.toMatchObject({ name: "NanostackError" })
  },
)

test("without any key it is asked once a second at most, and again after that", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  const { seen, check } = await installation(cut, published(first))
  for (let i = 0; i < 5; i++) await expect(check()).rejects.toMatchObject({ code: "network_error" })
  expect(seen).toHaveLength(1)
  now.mockReturnValue(11_000)
  await check()
})

test("an installation that changes to HS256 has no more keys", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
  const { seen, check } = await installation(published(first), published())
  await check()
  now.mockReturnValue(610_000)
  for (let i = 0; i < 5; i++) await expect(check()).rejects.toMatchObject({ code: "configuration", status: 0 })
  expect(seen).toHaveLength(2)
})

test("unusable keys are skipped", async () => {
  const odd = [null, 1, {}, { ...first, kid: 7 }, { ...first, x: "AA" }, { kty: "oct", k: "AAAA", kid: "first" }]
  const misused = [
    { ...first, use: "enc" },
    { ...first, alg: "HS256" },
    { ...first, alg: "EdDSA" },
  ]
  const { check } = await installation(published(...odd, ...misused, first))
  await check()
  const none = await installation(published(...odd, ...misused))
  await expect(none.check()).rejects.toMatchObject({ code: "configuration" })
})

test.each([
  ["HTML", html(200)],
  ["no list", json(200, { keys: {} })],
  ["null", json(200, null)],
  ["a redirect", ((res) => res.writeHead(302, { location: "/elsewhere" }).end()) as Reply],
])("%s instead of keys is reported", async (_, reply) => {
  const { check } = await installation(reply)
  await expect(check()).rejects.toMatchObject({ name: "NanostackError", code: "invalid_response" })
})

test.each([undefined, "", "not an address"])("baseURL %j is a configuration error", async (baseURL) => {
  const client = new NanostackClient({ baseURL, apiKey: null })
  await expect(client.verifyTokenLocally(token("x"))).rejects.toMatchObject({ code: "configuration" })
})

test("the issuer is baseURL without /api/v1, or as configured", async () => {
  const { baseURL } = await installation(published(first))
  const check = (given: { baseURL: string; issuer?: string }, iss: string) =>
    new NanostackClient({ ...given, apiKey: null }).verifyTokenLocally(token(iss))
  await check({ baseURL: `${baseURL}/api/v1/` }, baseURL)
  await check({ baseURL, issuer: "https://users.example.com/" }, "https://users.example.com")
  await expect(check({ baseURL, issuer: "https://users.example.com" }, baseURL)).rejects.toMatchObject(refused)
})

test("times have to be plausible: no leeway for the expiry, a minute for the start (S-095)", async () => {
  const { check } = await installation(published(first))
  const now = Math.floor(Date.now() / 1000)
  await check({ iat: now + 50, nbf: now + 50 })
  const wrong = [
    ...[now, now - 1, undefined, String(now + 100), now + 100.5, -1, 1e308, null].map((exp) => ({ exp })),
    ...[now + 70, undefined, String(now), null].map((iat) => ({ iat })),
    ...[now + 70, "1"].map((nbf) => ({ nbf })),
  ]
  for (const claims of wrong) await expect(check(claims), JSON.stringify(claims)).rejects.toMatchObject(refused)
})

test("claims have to be Nanostack's (S-093)", async () => {
  const { check } = await installation(published(first))
  const wrong = [
    ...["other", undefined, ["nanostack-api"], ["nanostack-api", "other"]].map((aud) => ({ aud })),
    { iss: undefined },
    ...[undefined, "", [], {}, "x".repeat(65), "a b"].flatMap((id) => [{ sub: id }, { sid: id }]),
    ...[undefined, 1, {}].flatMap((id) => [{ org: id }, { ten: id }, { role: id }]),
    ...[undefined, "users:read", [1]].map((permissions) => ({ permissions })),
  ]
  for (const claims of wrong) await expect(check(claims), JSON.stringify(claims)).rejects.toMatchObject(refused)
})

test("headers that contain a key, or require an unknown extension, are rejected (S-088 to S-090, S-094)", async () => {
  const { check } = await installation(published(first, second))
  const wrong = [
    { jwk: first },
    { jku: "http://127.0.0.1:9" },
    { x5u: "http://127.0.0.1:9" },
    { x5c: ["AAAA"] },
    { crit: ["exp"] },
    { typ: "at+jwt" },
    { typ: undefined },
    { kid: undefined },
    { kid: "second" },
    ...["none", "None", "HS256", "RS256", "ES384", "EdDSA", "constructor", undefined].map((alg) => ({ alg })),
  ]
  for (const header of wrong) await expect(check({}, header), JSON.stringify(header)).rejects.toMatchObject(refused)
})

test("no byte of a token can be changed or added (S-097)", async () => {
  const { baseURL, client } = await installation(published(second))
  const good = token(baseURL, ...rotated)
  await client.verifyTokenLocally(good)
  const changed = [`${good}=`, `${good}A`, `.${good}`, `${good}.`, good.slice(0, -1), good.replace(".", "..")]
  for (let i = 0; i < good.length; i += 3)
    if (good[i] !== ".") changed.push(good.slice(0, i) + (good[i] === "A" ? "B" : "A") + good.slice(i + 1))
  // The last character of 64 bytes has four unused bits.
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const last = alphabet.indexOf(good.at(-1) ?? "")
  for (const bit of [1, 2, 4, 8]) changed.push(good.slice(0, -1) + alphabet[last ^ bit])
  for (const one of changed) await expect(client.verifyTokenLocally(one), one).rejects.toMatchObject(refused)
})
