import { expect, test, vi } from "vitest"
import { cut, failure, faultServer, noContent, ok, type Reply } from "../../../e2e/apps/fault-server"
import { type ClientOptions, NanostackClient, type TokenStorage, type Tokens } from "./index"

const pair = (n: number) => ({ token: `token_${n}`, refresh_token: `refresh_${n}`, expires_at: "2030-01-01T00:00:00Z" })
const user = { id: "user_1", name: "Ada" }

/** Starts a server on which `good` is the only access token, and an exchange returns `pair(2)`. */
async function server(good = "token_2", exchange: Reply = ok({ ...pair(2), user })) {
  const faults = await faultServer((res, seen) => {
    if (/auth\/(refresh|switch|login|register|second-factor)$|accept$/.test(seen.url)) return exchange(res, seen)
    if (seen.url.endsWith("/auth/logout")) return noContent(res, seen)
    const reply = seen.headers.authorization === `Bearer ${good}` ? ok(user) : failure(401, "invalid_token")
    reply(res, seen)
  })
  const count = (path: string) => faults.seen.filter(({ url }) => url.endsWith(path)).length
  return { ...faults, count }
}

function client(baseURL: string, more: Partial<ClientOptions> = {}) {
  const onSessionEnd = vi.fn()
  const given = { token: "token_1", refreshToken: "refresh_1" }
  return { client: new NanostackClient({ baseURL, ...given, onSessionEnd, ...more }), onSessionEnd }
}

/** A token storage shared by several tabs. */
function shared(tokens: Tokens | null): TokenStorage {
  let kept = tokens
  return {
    get: async () => kept,
    set: async (next) => {
      kept = next
    },
  }
}

test("50 parallel calls with an expired token make one refresh", async () => {
  for (const storage of [undefined, shared(null)]) {
    const { baseURL, seen, count } = await server()
    const { client: nanostack, onSessionEnd } = client(baseURL, storage && { storage })
    const answers = await Promise.all(Array.from({ length: 50 }, () => nanostack.users.me()))
    expect(answers.every(({ data }) => data.name === "Ada")).toBe(true)
    expect(count("/auth/refresh")).toBe(1)
    expect(seen.find(({ url }) => url.endsWith("/auth/refresh"))?.body).toEqual({ refresh_token: "refresh_1" })
    expect(onSessionEnd).not.toHaveBeenCalled()
    expect(await nanostack.auth.token()).toBe("token_2")
  }
})

test("a rejected refresh token ends the session, once, and each call reports its own 401", async () => {
  const { baseURL, count } = await server("none", failure(401, "invalid_token"))
  const { client: nanostack, onSessionEnd } = client(baseURL)
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => nanostack.users.me()))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill("rejected"))
  expect(count("/auth/refresh")).toBe(1)
  expect(onSessionEnd).toHaveBeenCalledOnce()
  expect(onSessionEnd).toHaveBeenCalledWith(expect.objectContaining({ status: 401, code: "invalid_token" }))
  expect(await nanostack.auth.token()).toBeNull()
})

test("without a refresh token the session ends with its access token", async () => {
  const { baseURL, count } = await server()
  const { client: nanostack, onSessionEnd } = client(baseURL, { refreshToken: null })
  await expect(nanostack.users.me()).rejects.toMatchObject({ status: 401, code: "invalid_token" })
  await expect(nanostack.users.me()).rejects.toMatchObject({ status: 401 })
  expect(onSessionEnd).toHaveBeenCalledOnce()
  expect(count("/auth/refresh")).toBe(0)
})

test("an unreachable server does not end the session", async () => {
  const { baseURL } = await server("token_2", cut)
  const { client: nanostack, onSessionEnd } = client(baseURL, { retries: 0 })
  await expect(nanostack.users.me()).rejects.toMatchObject({ code: "network_error" })
  expect(onSessionEnd).not.toHaveBeenCalled()
  expect(await nanostack.auth.token()).toBe("token_1")
})

test("a lost response to the refresh is requested again, with the same token", async () => {
  let first = true
  const { baseURL, seen } = await server("token_2", (res, request) => {
    const reply = first ? cut : ok({ ...pair(2), user })
    first = false
    reply(res, request)
  })
  await client(baseURL).client.users.me()
  const refreshes = seen.filter(({ url }) => url.endsWith("/auth/refresh"))
  expect(refreshes.map(({ body }) => body)).toEqual([{ refresh_token: "refresh_1" }, { refresh_token: "refresh_1" }])
})

test("a token that another tab renewed is used, not renewed again", async () => {
  const { baseURL, count } = await server()
  const storage = shared(pair(1))
  const nanostack = new NanostackClient({ baseURL, storage })
  const call = nanostack.users.me()
  await storage.set(pair(2))
  expect((await call).data.name).toBe("Ada")
  expect(count("/auth/refresh")).toBe(0)
})

test("tabs with a storage lock make one refresh between them", async () => {
  const { baseURL, count } = await server()
  let last: Promise<unknown> = Promise.resolve()
  const storage: TokenStorage = {
    ...shared(pair(1)),
    alone: (run) => {
      const mine = last.then(run)
      last = mine.catch(() => {})
      return mine
    },
  }
  const tabs = [1, 2, 3].map(() => new NanostackClient({ baseURL, storage }))
  const answers = await Promise.all(tabs.map((tab) => tab.users.me()))
  expect(answers.map(({ data }) => data.name)).toEqual(Array(3).fill("Ada"))
  expect(count("/auth/refresh")).toBe(1)
})

test("signing out while a token is renewed stays signed out", async () => {
  let exchange: (() => void) | undefined
  const { baseURL } = await server("token_2", (res, seen) => {
    exchange = () => ok({ ...pair(2), user })(res, seen)
  })
  const { client: nanostack, onSessionEnd } = client(baseURL)
  const call = nanostack.users.me().catch((error) => error)
  await expect.poll(() => exchange).toBeDefined()
  await nanostack.auth.logout()
  exchange?.()
  expect(await call).toMatchObject({ status: 401 })
  expect(await nanostack.auth.token()).toBeNull()
  expect(onSessionEnd).not.toHaveBeenCalled()
})

test("signing in and out, registering, accepting an invite and switching store the tokens", async () => {
  const { baseURL, seen } = await server()
  const nanostack = new NanostackClient({ baseURL, token: null })
  const changes = vi.fn()
  const stop = nanostack.auth.onChange(changes)
  const signIns = [
    () => nanostack.auth.login({ email: "a@example.com", password: "x" }),
    () => nanostack.auth.secondFactor({ challenge: "abc", code: "123456" }),
    () => nanostack.auth.register({ email: "a@example.com", password: "x", name: "Ada" }),
    () => nanostack.invites.accept("abc", { name: "Ada", password: "x" }),
  ]
  for (const signIn of signIns) {
    expect((await signIn()).data).toMatchObject({ token: "token_2", user })
    expect(await nanostack.auth.token()).toBe("token_2")
    expect((await nanostack.auth.switch("org_2")).data).toMatchObject({ token: "token_2" })
    expect(seen.at(-1)?.body).toEqual({ refresh_token: "refresh_2", organization_id: "org_2" })
    await nanostack.auth.logout()
    expect(seen.at(-1)?.body).toEqual({ refresh_token: "refresh_2" })
    expect(await nanostack.auth.token()).toBeNull()
  }
  expect(changes).toHaveBeenCalledTimes(12)
  stop()
  expect(seen.filter(({ url }) => url.endsWith("/auth/login"))[0]?.headers).not.toHaveProperty("authorization")
})

test("a registration that needs email verification does not sign in", async () => {
  const { baseURL } = await server("token_2", ok({ message: "Open the link." }, 202))
  const nanostack = new NanostackClient({ baseURL })
  const { data } = await nanostack.auth.register({ email: "a@example.com", password: "x", name: "Ada" })
  expect(data).toEqual({ message: "Open the link." })
  expect(await nanostack.auth.token()).toBeNull()
})

test("calls while signed out throw unauthenticated, and do not end a session", async () => {
  const { baseURL, count } = await server()
  for (const token of [null, "", undefined]) {
    const { client: nanostack, onSessionEnd } = client(baseURL, { token })
    await expect(nanostack.users.me()).rejects.toMatchObject({ status: 401 })
    await expect(nanostack.auth.switch("org_1")).rejects.toMatchObject({ code: "unauthenticated" })
    expect(onSessionEnd).not.toHaveBeenCalled()
  }
  expect(count("/auth/refresh")).toBe(0)
})

test("an API key in a browser's client causes a warning", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
  new NanostackClient({ baseURL: "https://users.example.com", token: "nsk_abc" })
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("API key"))
  warn.mockRestore()
})
