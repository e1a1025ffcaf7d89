import { generateKeyPairSync } from "node:crypto"
import { createServer } from "node:http"
import { exportJWK, SignJWT } from "jose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { NanostackClient } from "./index"

const pairs = {
  EdDSA: generateKeyPairSync("ed25519"),
  ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
}
type Algorithm = keyof typeof pairs
let keys: object[] = []
let asked = 0
const server = createServer((_, response) => {
  asked++
  response.setHeader("content-type", "application/json").end(JSON.stringify({ keys }))
})
let baseURL = ""

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  baseURL = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
  const jwk = async (alg: Algorithm) => ({
    ...(await exportJWK(pairs[alg].publicKey)),
    alg,
    kid: `key-${alg}`,
    use: "sig",
  })
  keys = [await jwk("EdDSA"), await jwk("ES256")]
})

afterAll(() => server.close())

const client = () => new NanostackClient({ baseURL, apiKey: null })

function token(alg: Algorithm, { kid = `key-${alg}`, iss = baseURL, aud = "nanostack-api", exp = "1h" } = {}) {
  return new SignJWT({ sid: "ses_1", org: "org_1", ten: "ten_1", role: "member", permissions: ["billing:read"] })
    .setProtectedHeader({ alg, typ: "JWT", kid })
    .setSubject("user_1")
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(pairs[alg].privateKey)
}

const refused = { code: "invalid_token", status: 401 }

for (const alg of ["EdDSA", "ES256"] as const)
  test(`a token signed with ${alg} is verified without a request about it`, async () => {
    const caller = await client().verifyTokenLocally(await token(alg))
    expect(caller).toMatchObject({ user_id: "user_1", organization_id: "org_1", tenant_id: "ten_1", role: "member" })
    expect([caller.can("billing:read"), caller.can("billing:write")]).toEqual([true, false])
  })

test("a token of another issuer, for another audience, expired, or of a key for another algorithm is rejected", async () => {
  const wrong = [
    await token("EdDSA", { iss: "https://elsewhere.example.com" }),
    await token("EdDSA", { aud: "other" }),
    await token("EdDSA", { exp: "-1s" }),
    await token("EdDSA", { kid: "key-ES256" }),
  ]
  for (const jwt of wrong) await expect(client().verifyTokenLocally(jwt)).rejects.toMatchObject(refused)
})

test("alg none, a shared secret, an embedded key, truncated and modified tokens are rejected", async () => {
  const good = await token("EdDSA")
  const [, body = "", signature = ""] = good.split(".")
  const head = (header: object) => Buffer.from(JSON.stringify(header)).toString("base64url")
  const wrong = [
    `${head({ alg: "none", typ: "JWT", kid: "key-EdDSA" })}.${body}.${signature}`,
    `${head({ alg: "HS256", typ: "JWT", kid: "key-EdDSA" })}.${body}.${signature}`,
    `${head({ alg: "EdDSA", typ: "JWT", jwk: keys[0] })}.${body}.${signature}`,
    good.slice(0, -4),
    good.replace(body, `${body.slice(0, -2)}AA`),
    "not-a-token",
    "",
    null,
  ]
  for (const jwt of wrong) await expect(client().verifyTokenLocally(jwt)).rejects.toMatchObject(refused)
})

test("tokens with unknown keys do not cause a flood of requests", async () => {
  const one = client()
  await one.verifyTokenLocally(await token("EdDSA"))
  const before = asked
  for (let i = 0; i < 20; i++)
    await expect(one.verifyTokenLocally(await token("EdDSA", { kid: `key-${i}` }))).rejects.toMatchObject(refused)
  expect(asked).toBe(before)
})

test("an installation that signs with HS256 is a configuration error", async () => {
  const all = keys
  keys = []
  await expect(client().verifyTokenLocally(await token("EdDSA"))).rejects.toMatchObject({ code: "configuration" })
  keys = all
})
