import { execFile } from "node:child_process"
import { generateKeyPairSync, sign } from "node:crypto"
import type { ServerResponse } from "node:http"
import { build } from "esbuild"
import { expect, onTestFinished, test, vi } from "vitest"
import { faultServer, type Seen } from "../../../e2e/apps/fault-server"
import { NanostackClient } from "./index"

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" })
const jwk = { ...pair.publicKey.export({ format: "jwk" }), kid: "k1", alg: "ES256", use: "sig" }
const audience = "urn:nanostack:api_1"
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const seconds = () => Math.floor(Date.now() / 1000)

/** A Nanostack with keys, introspection, and a stream that the test writes to. */
async function nanostack(more: object = {}) {
  const streams: ServerResponse[] = []
  const asked: string[] = []
  const state = { scope: { ten: "ten_1", org: null as string | null }, active: true, lastIds: [] as unknown[] }
  const { baseURL } = await faultServer((res, { url, body, headers }: Seen) => {
    if (url === "/.well-known/jwks.json") return void res.end(JSON.stringify({ keys: [jwk] }))
    if (url.endsWith("/revocations")) {
      state.lastIds.push(headers["last-event-id"])
      res.writeHead(200, { "content-type": "text/event-stream" })
      res.write(`event: scope\ndata: ${JSON.stringify(state.scope)}\n\n`)
      return void streams.push(res)
    }
    const { token } = body as { token: string }
    asked.push(token)
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
    res.writeHead(200, { "content-type": "application/json" })
    res.end(JSON.stringify({ success: true, data: state.active ? { active: true, claims } : { active: false } }))
  })
  const client = new NanostackClient({ baseURL, apiKey: "nsk_test", audience, retries: 0, ...more })
  onTestFinished(() => client.close())
  function token(claims: object = {}, header: object = {}): string {
    const who = { sub: "user_1", sid: "ses_1", org: "org_1", ten: "ten_1", client_id: "app_1", role: "member" }
    const times = { iat: seconds() - 10, exp: seconds() + 300 }
    const all = {
      iss: baseURL,
      aud: audience,
      ...who,
      ...times,
      permissions: ["orders:read"],
      scope: "openid",
      ...claims,
    }
    const signed = `${encode({ alg: "ES256", typ: "at+jwt", kid: "k1", ...header })}.${encode(all)}`
    const key = { key: pair.privateKey, dsaEncoding: "ieee-p1363" as const }
    return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`
  }
  const tell = (event: string, data: object, id?: number) =>
    streams.at(-1)?.write(`event: ${event}\n${id ? `id: ${id}\n` : ""}data: ${JSON.stringify(data)}\n\n`)
  const beat = () => tell("heartbeat", {}, Date.now())
  const verdict = (...given: Parameters<typeof token>) =>
    client.verifyToken(token(...given)).then(
      () => "valid",
      ({ status, code }) => `${status} ${code}`,
    )
  /** Begins the stream, and waits until it is believed. */
  async function live() {
    await client.verifyToken(token())
    await vi.waitFor(() => expect(streams.length).toBeGreaterThan(0))
    beat()
    await vi.waitFor(async () => {
      const before = asked.length
      await client.verifyToken(token({ jti: Math.random() }))
      expect(asked.length).toBe(before)
    })
    asked.length = 0
  }
  return { client, token, tell, beat, verdict, live, asked, streams, state, baseURL }
}

test("a token says whom it stands for; nothing is asked while heartbeats arrive", async () => {
  const { client, token, live, asked } = await nanostack()
  await live()
  const caller = await client.verifyToken(token({ "https://shop/plan": "pro" }))
  expect(caller).toMatchObject({
    user: { id: "user_1" },
    client_id: "app_1",
    tenant_id: "ten_1",
    organization_id: "org_1",
    session_id: "ses_1",
    role: "member",
    scopes: ["openid"],
    claims: { "https://shop/plan": "pro" },
  })
  expect([caller.can("billing:read"), caller.permissions]).toEqual([false, ["orders:read"]])
  const machine = await client.verifyToken(token({ sub: "app_1", sid: "sec_1", role: undefined }))
  expect([machine.user, machine.session_id, machine.role]).toEqual([null, "sec_1", null])
  expect(asked).toEqual([])
})

test("anything but an access token for this API, of the key's tenant and organization, is 401", async () => {
  const { verdict, live, state, tell } = await nanostack()
  await live()
  const invalid = [
    [{ aud: "urn:nanostack:api_2" }],
    [{ aud: [audience] }],
    [{ iss: "https://elsewhere.example.com" }],
    [{ ten: "ten_2" }],
    [{ ten: undefined }],
    [{ exp: seconds() }],
    [{ iat: seconds() + 120 }],
    [{ permissions: "orders:read" }],
    [{ sid: undefined }],
    [{ client_id: undefined }],
    [{}, { typ: "JWT" }],
    [{}, { typ: undefined }],
    [{}, { alg: "none" }],
    [{}, { alg: "HS256" }],
    [{}, { kid: "k2" }],
    [{}, { jwk }],
  ] as const
  for (const given of invalid) expect(await verdict(...given), JSON.stringify(given)).toBe("401 invalid_token")
  expect(await verdict()).toBe("valid")
  tell("scope", { ...state.scope, org: "org_2" })
  await vi.waitFor(async () => expect(await verdict()).toBe("401 invalid_token"))
  expect(await verdict({ org: "org_2" })).toBe("valid")
})

test("what the stream tells is refused immediately; a token of the same second is introspected", async () => {
  const { tell, verdict, live, asked } = await nanostack()
  await live()
  tell("session_ended", { sid: "ses_9" })
  await vi.waitFor(async () => expect(await verdict({ sid: "ses_9" })).toBe("401 invalid_token"))
  const before = seconds() - 5
  tell("rights_changed", { sub: "user_7", org: "org_1", before })
  await vi.waitFor(async () => expect(await verdict({ sub: "user_7" })).toBe("401 invalid_token"))
  expect(await verdict({ sub: "user_7", iat: before + 1 })).toBe("valid")
  expect(asked).toEqual([])
  expect(await verdict({ sub: "user_7", iat: before })).toBe("valid")
  expect(asked).toHaveLength(1)
})

test("without heartbeats Nanostack is asked: at first, when they stop, and when they come late", async () => {
  const { client, token, tell, live, asked, state, verdict } = await nanostack()
  await live()
  const now = performance.now()
  const clock = vi.spyOn(performance, "now").mockReturnValue(now + 2_001)
  onTestFinished(() => void clock.mockRestore())
  await client.verifyToken(token())
  expect(asked).toHaveLength(1)
  // One that was sent three seconds ago proves nothing about what ended since.
  tell("heartbeat", {}, Date.now() - 1_000)
  await new Promise((done) => setTimeout(done, 100))
  state.active = false
  expect(await verdict({ jti: "2" })).toBe("401 invalid_token")
  expect(asked).toHaveLength(2)
})

test("a stream that breaks off is opened again, from the last heartbeat on", async () => {
  const { streams, state, live, beat } = await nanostack()
  await live()
  beat()
  await new Promise((done) => setTimeout(done, 50))
  streams.at(-1)?.destroy()
  await vi.waitFor(() => expect(streams.length).toBe(2), 3_000)
  expect(state.lastIds).toEqual([undefined, expect.stringMatching(/^\d{13}$/)])
})

test("without a stream, as on serverless, each token is asked about once a second", async () => {
  const { client, token, asked, streams } = await nanostack({ stream: false })
  const one = token()
  await Promise.all([1, 2, 3].map(() => client.verifyToken(one)))
  await client.verifyToken(one)
  expect([asked.length, streams.length]).toEqual([1, 0])
})

test("close() ends the stream; an open one keeps no process alive", async () => {
  const { client, streams, live, baseURL, token, asked } = await nanostack()
  await live()
  const closed = new Promise((done) => streams.at(-1)?.once("close", done))
  client.close()
  await closed
  await client.verifyToken(token())
  expect(asked).toHaveLength(1)
  const { outputFiles } = await build({
    stdin: {
      contents: `import { NanostackClient } from "./index"
        const client = new NanostackClient({ baseURL: ${JSON.stringify(baseURL)}, apiKey: "nsk_test", audience: ${JSON.stringify(audience)} })
        await client.verifyToken(${JSON.stringify(token())})
        await new Promise((done) => setTimeout(done, 500))
        console.log("done")`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  })
  const script = outputFiles[0]?.text ?? ""
  const begun = performance.now()
  const stdout = await new Promise<string>((done, fail) => {
    execFile(process.execPath, ["--input-type=module", "--eval", script], { timeout: 20_000 }, (error, text) =>
      error ? fail(error) : done(text),
    )
  })
  expect(stdout.trim()).toBe("done")
  expect(streams.length).toBe(2)
  expect(performance.now() - begun).toBeLessThan(15_000)
})
