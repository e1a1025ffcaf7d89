import { NextRequest } from "next/server.js"
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { personCookie, type TestIssuer, testIssuer } from "../../testing/src/issuer"
import { jarOf } from "./cookies"
import { GET } from "./routes"
import { readSession } from "./session"

const app = "http://localhost:4000"
let issuer: TestIssuer
let asked = 0

beforeAll(async () => {
  issuer = await testIssuer()
  vi.stubEnv("NANOSTACK_ISSUER", issuer.url)
  vi.stubEnv("NANOSTACK_CLIENT_ID", "app_1")
  vi.stubEnv("NANOSTACK_CLIENT_SECRET", "nss_1")
  vi.stubEnv("NANOSTACK_REDIRECT_URI", `${app}/auth/callback`)
  vi.stubEnv("NANOSTACK_COOKIE_SECRET", "s".repeat(32))
  const send = globalThis.fetch
  vi.stubGlobal("fetch", (...given: Parameters<typeof fetch>) => {
    if (String(given[0]).endsWith("/oauth/introspect")) asked++
    return send(...given)
  })
  return () => issuer.stop()
})
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"] }))
afterEach(() => void vi.useRealTimers())

/** Signs a person in. @returns their session as a page reads it */
async function signIn(id: string) {
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const open = async (path: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    return keep(await GET(new NextRequest(`${app}${path}`, { headers: { cookie } })))
  }
  const person = Buffer.from(JSON.stringify({ id, permissions: ["invites:write"] })).toString("base64url")
  const location = (await open("/auth/sign-in")).headers.get("location") ?? ""
  const back = await fetch(location, { redirect: "manual", headers: { cookie: `${personCookie}=${person}` } })
  await open((back.headers.get("location") ?? "").slice(app.length))
  return () => readSession(jarOf([...cookies].map(([name, value]) => ({ name, value }))))
}

/** Reads a session until a second later nothing was asked: then the stream is heard. */
async function untilHeard(read: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(
    async () => {
      vi.advanceTimersByTime(1_001)
      const before = asked
      await read()
      expect(asked).toBe(before)
    },
    { timeout: 20_000, interval: 300 },
  )
}

test("while the stream is heard, a session is confirmed without a request, until it changes or ends", async () => {
  const [ada, ben] = [await signIn("user_ada"), await signIn("user_ben")]
  await untilHeard(ada)
  await untilHeard(ben)
  issuer.change("user_ada", { permissions: [] })
  await vi.waitFor(async () => expect((await ada())?.can("invites:write")).toBe(false), { timeout: 5_000 })
  issuer.end("user_ada")
  await vi.waitFor(async () => expect(await ada()).toBeNull(), { timeout: 5_000 })
  expect(await ben()).not.toBeNull()
}, 60_000)

test("without heartbeats every second is confirmed by a request", async () => {
  const ada = await signIn("user_ada")
  await untilHeard(ada)
  // Again where a heartbeat, whose timer is real, arrives in between.
  await vi.waitFor(async () => {
    const before = asked
    vi.advanceTimersByTime(2_500)
    await ada()
    expect(asked).toBe(before + 1)
  })
}, 60_000)
