import { NextRequest } from "next/server.js"
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { personCookie, type TestIssuer, testIssuer } from "../../testing/src/issuer"
import { jarOf } from "./cookies"
import { readKept } from "./kept"
import { proxy } from "./proxy"
import { GET, POST } from "./routes"
import { readSession } from "./session"

const app = "http://localhost:4000"
const ada = { id: "user_ada", name: "Ada", permissions: ["invites:write"] }
let issuer: TestIssuer

beforeAll(async () => {
  issuer = await testIssuer()
  vi.stubEnv("NANOSTACK_STREAM", "off")
  vi.stubEnv("NANOSTACK_ISSUER", issuer.url)
  vi.stubEnv("NANOSTACK_CLIENT_ID", "app_1")
  vi.stubEnv("NANOSTACK_CLIENT_SECRET", "nss_1")
  vi.stubEnv("NANOSTACK_REDIRECT_URI", `${app}/auth/callback`)
  vi.stubEnv("NANOSTACK_COOKIE_SECRET", "s".repeat(32))
  return () => issuer.stop()
})
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"] }))
afterEach(() => void vi.useRealTimers())

/** A browser: keeps the application's cookies, and has a person at the issuer. */
class Browser {
  readonly cookies = new Map<string, string>()
  constructor(readonly person: object = ada) {}

  request(path: string, init: { method?: string; body?: BodyInit; headers?: Record<string, string> } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    return new NextRequest(`${app}${path}`, { ...init, headers: { ...init.headers, cookie } })
  }

  keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split("; ")
      const [name = "", value = ""] = pair.split(/=(.*)/s)
      if (/Max-Age=0/.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  async begin(path = "/auth/sign-in?return_to=/cart"): Promise<string> {
    const response = this.keep(await GET(this.request(path)))
    expect(response.status).toBe(303)
    return response.headers.get("location") ?? ""
  }

  async authorize(location: string): Promise<string> {
    const value = Buffer.from(JSON.stringify(this.person)).toString("base64url")
    const headers = { cookie: `${personCookie}=${value}` }
    const back = await fetch(location, { redirect: "manual", headers })
    return (back.headers.get("location") ?? "").slice(app.length)
  }

  async complete(callback: string): Promise<Response> {
    return this.keep(await GET(this.request(callback)))
  }

  async signIn(): Promise<this> {
    await this.complete(await this.authorize(await this.begin()))
    return this
  }

  session = () => readSession(jarOf([...this.cookies].map(([name, value]) => ({ name, value }))))
  visit = async () => this.keep(await proxy(this.request("/")))
}

async function sidOf(browser: Browser): Promise<string> {
  const jar = jarOf([...browser.cookies].map(([name, value]) => ({ name, value })))
  return (await readKept(jar))?.kept.sid ?? ""
}

test("a person signs in with PKCE, state and nonce, and comes back to where they were", async () => {
  const browser = new Browser()
  const location = new URL(await browser.begin())
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    ...{ client_id: "app_1", redirect_uri: `${app}/auth/callback`, code_challenge_method: "S256" },
    ...{ state: expect.any(String), nonce: expect.any(String), scope: "openid profile email organization" },
  })
  expect(await browser.session()).toBeNull()
  const response = await browser.complete(await browser.authorize(location.href))
  expect([response.status, response.headers.get("location")]).toEqual([303, "/cart"])
  expect(await browser.session()).toMatchObject({ user: { id: "user_ada", name: "Ada" }, role: "member" })
  expect([...browser.cookies.keys()].filter((name) => name.includes("attempt"))).toEqual([])
})

test("only the browser that began a sign-in completes it, once, with its own state", async () => {
  const [browser, other] = [new Browser(), new Browser()]
  const callback = await browser.authorize(await browser.begin())
  expect((await other.complete(callback)).status).toBe(400)
  await other.begin()
  expect((await other.complete(callback)).status).toBe(400)
  expect((await new Browser().complete(callback)).status).toBe(400)
  expect((await browser.complete(callback)).status).toBe(303)
  expect((await browser.complete(callback)).status).toBe(400)
  const mixUp = new Browser()
  const theirs = new URL(await mixUp.authorize(await mixUp.begin()), app)
  theirs.searchParams.set("iss", "https://elsewhere.example")
  expect((await mixUp.complete(theirs.pathname + theirs.search)).status).toBe(400)
  expect(await mixUp.session()).toBeNull()
})

test("permissions and sign-ins are those of the last second", async () => {
  const browser = await new Browser().signIn()
  expect((await browser.session())?.can("invites:write")).toBe(true)
  issuer.change("user_ada", { permissions: [] })
  vi.advanceTimersByTime(1_001)
  expect((await browser.session())?.can("invites:write")).toBe(false)
  issuer.end("user_ada")
  vi.advanceTimersByTime(1_001)
  expect(await browser.session()).toBeNull()
})

test("the proxy renews a session once for concurrent requests, and removes one that has ended", async () => {
  const browser = await new Browser().signIn()
  const first = (await browser.session())?.token
  expect((await browser.visit()).headers.getSetCookie()).toEqual([])
  vi.advanceTimersByTime(250_000)
  const before = new Map(browser.cookies)
  const responses = await Promise.all([proxy(browser.request("/")), proxy(browser.request("/"))])
  for (const response of responses) browser.keep(response)
  const second = (await browser.session())?.token
  expect(second).not.toBe(first)
  // A request that still has the cookie before gets the same.
  const late = new Browser()
  for (const [name, value] of before) late.cookies.set(name, value)
  await late.visit()
  expect((await late.session())?.token).toBe(second)
  issuer.end("user_ada")
  vi.advanceTimersByTime(250_000)
  await browser.visit()
  expect([...browser.cookies.keys()]).toEqual([])
})

test("signing out ends the sign-in; neither copied cookies nor a late response restore it", async () => {
  const browser = await new Browser().signIn()
  const copy = new Browser()
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  vi.advanceTimersByTime(250_000)
  const late = await proxy(browser.request("/slow"))
  const body = new URLSearchParams({ return_to: "//evil.example" })
  const form = { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } }
  const foreign: [string, string][] = [
    ["sec-fetch-site", "cross-site"],
    ["sec-fetch-site", "same-site"],
    ["origin", "https://evil.example"],
  ]
  for (const [name, value] of foreign) {
    const headers = { ...form.headers, [name]: value }
    const refused = await POST(browser.request("/auth/sign-out", { ...form, headers }))
    expect([refused.status, refused.headers.getSetCookie()], value).toEqual([403, []])
  }
  const response = browser.keep(await POST(browser.request("/auth/sign-out", form)))
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"])
  browser.keep(late)
  expect(await browser.session()).toBeNull()
  vi.advanceTimersByTime(1_001)
  expect(await copy.session()).toBeNull()
  // On a shared computer, the next person is asked who they are.
  expect(await browser.begin()).toContain("prompt=select_account")
})

test("Nanostack ends a session by a logout token; anything else is 400", async () => {
  const browser = await new Browser().signIn()
  const sid = await sidOf(browser)
  const send = (logout_token: string, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams({ logout_token })
    const form = { "content-type": "application/x-www-form-urlencoded", ...headers }
    return POST(new NextRequest(`${app}/auth/backchannel-logout`, { method: "POST", body, headers: form }))
  }
  const elsewhere = await testIssuer()
  const bad = [
    await elsewhere.logoutToken("app_1", sid),
    await issuer.logoutToken("app_2", sid),
    await issuer.token("app_1"),
    "nonsense",
    "",
  ]
  await elsewhere.stop()
  for (const token of bad) expect((await send(token)).status).toBe(400)
  expect(await browser.session()).not.toBeNull()
  // No page sends it, and it needs no cookie.
  const done = await send(await issuer.logoutToken("app_1", sid), { "sec-fetch-site": "cross-site" })
  expect([done.status, done.headers.get("cache-control")]).toEqual([200, "no-store"])
  expect(await browser.session()).toBeNull()
  // The next sign-in is another one.
  expect(await (await new Browser().signIn()).session()).not.toBeNull()
})

test("a sign-in that has to be recent or strong says so, and the next one is checked", async () => {
  const browser = new Browser()
  const asked = "/auth/sign-in?return_to=/pay&max_age=300&acr_values=urn:nanostack:acr:2"
  const location = new URL(await browser.begin(asked))
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    max_age: "300",
    acr_values: "urn:nanostack:acr:2",
  })
  expect((await browser.complete(await browser.authorize(location.href))).status).toBe(403)
  expect(await browser.session()).toBeNull()
  const declined = new URL(await browser.begin(asked))
  const state = String(declined.searchParams.get("state"))
  const unmet = new URLSearchParams({ error: "unmet_authentication_requirements", state, iss: issuer.url })
  expect((await browser.complete(`/auth/callback?${unmet}`)).status).toBe(403)
  const sure = new Browser({ ...ada, acr: "urn:nanostack:acr:2" })
  expect((await sure.complete(await sure.authorize(await sure.begin(asked)))).headers.get("location")).toBe("/pay")
  expect(await sure.session()).toMatchObject({ acr: "urn:nanostack:acr:2", auth_time: expect.any(Number) })
  const signedInAt = (await sure.session())?.auth_time
  vi.advanceTimersByTime(250_000)
  await sure.visit()
  // Renewing tokens proves nothing about the person.
  expect((await sure.session())?.auth_time).toBe(signedInAt)
})

test("a page that is loaded in advance begins no sign-in", async () => {
  const response = await GET(new Browser().request("/auth/sign-in", { headers: { "sec-fetch-mode": "cors" } }))
  expect([response.status, response.headers.getSetCookie()]).toEqual([401, []])
})

test("while the issuer is away no one is signed in or out", async () => {
  const browser = await new Browser().signIn()
  const before = new Map(browser.cookies)
  vi.spyOn(console, "warn").mockImplementation(() => {})
  vi.spyOn(console, "error").mockImplementation(() => {})
  await issuer.stop()
  vi.advanceTimersByTime(250_000)
  await expect(browser.session()).rejects.toThrow()
  await browser.visit()
  expect(browser.cookies).toEqual(before)
  expect((await browser.complete("/auth/callback?code=a&state=b")).status).toBe(400)
})
