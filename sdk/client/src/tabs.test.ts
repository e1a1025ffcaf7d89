import { expect, test, vi } from "vitest"
import { cut, failure, faultServer, noContent, ok, type Reply, silence } from "../../../e2e/apps/fault-server"
import { NanostackClient, type TokenStorage, type Tokens } from "./index"

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** Returns tokens of a person; `age` and `lifetime` in seconds. */
function tokensOf(sub: string, { org = "org_1", age = 0, lifetime = 3600, n = 1 } = {}): Tokens {
  const iat = Math.floor(Date.now() / 1000) - age
  const token = `${encode({ alg: "HS256" })}.${encode({ sub, org, iat, exp: iat + lifetime, n })}.c2ln`
  return { token, refresh_token: `refresh_${sub}_${n}` }
}

/** A storage that several tabs share, and are notified of, as browserStorage does. */
function sharedStorage(tokens: Tokens | null) {
  let kept = tokens
  const listeners = new Set<() => void>()
  const tab = (): TokenStorage => ({
    get: () => kept,
    set: (next) => {
      kept = next
      queueMicrotask(() => {
        for (const listener of listeners) listener()
      })
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  })
  return { tab, listeners }
}

async function twoTabs(...replies: Reply[]) {
  const { baseURL, seen } = await faultServer(...replies)
  const { tab, listeners } = sharedStorage(tokensOf("ada"))
  const [one, two] = [tab(), tab()].map((storage) => new NanostackClient({ baseURL, storage, retries: 0 }))
  if (!one || !two) throw new Error("two tabs")
  return { baseURL, seen, listeners, one, two }
}

test("a page of one person never writes as another, before it has adopted the new session (K-2)", async () => {
  const { one, two, seen } = await twoTabs(ok({ id: "user_1" }))
  const moved = vi.fn()
  two.auth.onChange(moved)
  await two.users.me()
  await one.users.me()
  await one.auth.logout()
  await expect.poll(() => moved.mock.calls).toEqual([[true]])
  await one.auth.setTokens(tokensOf("milo"))
  await expect.poll(() => moved.mock.calls).toEqual([[true], [true]])
  const before = seen.length
  const refused = { code: "session_changed", status: 0 }
  await expect(two.users.update("me", { name: "Ada" })).rejects.toMatchObject(refused)
  await expect(two.auth.switch("org_2")).rejects.toMatchObject(refused)
  await expect(two.auth.refresh()).rejects.toMatchObject(refused)
  await expect(two.auth.token()).rejects.toMatchObject(refused)
  // Nor does it sign the other person out.
  await two.auth.logout()
  expect(seen).toHaveLength(before)
  expect(await one.auth.token()).toBe(tokensOf("milo").token)
  await two.auth.adopt()
  await two.users.update("me", { name: "Milo" })
  expect(seen.at(-1)?.headers.authorization).toBe(`Bearer ${await one.auth.token()}`)
})

test("a page of one organization never writes in another: a switch in another tab is noticed (K-2)", async () => {
  const switched = tokensOf("ada", { org: "org_2" })
  const { one, two } = await twoTabs(ok({ ...switched, user: {} }))
  const moved = vi.fn()
  two.auth.onChange(moved)
  await two.auth.token()
  await one.auth.switch("org_2")
  await expect.poll(() => moved.mock.calls).toEqual([[true]])
  await expect(two.users.list().page()).rejects.toMatchObject({ code: "session_changed" })
  await expect(one.auth.token()).resolves.toBe(switched.token)
})

test("a token that another tab renewed changes nothing for this page, and without listeners nothing is watched (K-2)", async () => {
  const { one, two, listeners } = await twoTabs(ok({ ...tokensOf("ada", { n: 2 }), user: {} }))
  const moved = vi.fn()
  const stop = two.auth.onChange(moved)
  await two.auth.token()
  await one.auth.refresh()
  expect(await two.auth.token()).toBe(tokensOf("ada", { n: 2 }).token)
  expect(moved).not.toHaveBeenCalled()
  stop()
  expect(listeners.size).toBe(0)
})

test.each([
  ["hangs", silence],
  ["is away", cut],
  ["fails", failure(500, "internal_error")],
] as const)("logout forgets first and never rejects, when the server %s (K-3)", async (_, reply) => {
  const { baseURL, seen } = await faultServer(reply)
  const client = new NanostackClient({ baseURL, token: "token_1", refreshToken: "refresh_1" })
  const told = vi.fn()
  client.auth.onChange(told)
  const done = client.auth.logout({ timeout: 300, retries: 0 })
  await expect.poll(() => seen.length).toBe(1)
  expect(await client.auth.token()).toBeNull()
  expect(told).toHaveBeenCalledWith(false)
  expect(await done).toBeUndefined()
  expect(seen[0]).toMatchObject({ url: "/api/v1/auth/logout", body: { refresh_token: "refresh_1" } })
})

test("logout tells a hung server for five seconds at most (K-3)", async () => {
  const { baseURL } = await faultServer(silence)
  const client = new NanostackClient({ baseURL, token: "token_1", refreshToken: "refresh_1" })
  const began = performance.now()
  await client.auth.logout()
  expect(performance.now() - began).toBeLessThan(7_000)
})

test("logout of an access token without a refresh token ends its session; with a broken storage it doesn't reject (K-3)", async () => {
  const { baseURL, seen } = await faultServer(noContent)
  await new NanostackClient({ baseURL, token: "token_1" }).auth.logout()
  expect(seen[0]?.headers.authorization).toBe("Bearer token_1")
  const broken = () => Promise.reject(new Error("broken"))
  await new NanostackClient({ baseURL, storage: { get: broken, set: broken } }).auth.logout()
})

test("auth.token() never returns an expired token, whatever the device's clock shows (K-5)", async () => {
  const renewed = tokensOf("ada", { n: 2 })
  const { baseURL, seen } = await faultServer(ok({ ...renewed, user: {} }))
  const { tab } = sharedStorage(tokensOf("ada", { age: 3595 }))
  const client = new NanostackClient({ baseURL, storage: tab() })
  const asked = await Promise.all([client.auth.token(), client.auth.token()])
  expect(asked).toEqual([renewed.token, renewed.token])
  expect(seen).toHaveLength(1)
  // A clock that is two hours ahead of the server's since before: the lifetime counts from when it was received.
  const storage = sharedStorage({ ...tokensOf("ada", { age: 7_200 }), received_at: Date.now() - 60_000 }).tab()
  await new NanostackClient({ baseURL, storage }).auth.token()
  expect(seen).toHaveLength(1)
})

test("auth.token() is null when the session has ended, and an error when the server is away (K-5)", async () => {
  const expired = () => sharedStorage(tokensOf("ada", { age: 4_000 })).tab()
  const { baseURL } = await faultServer(failure(401, "invalid_token"))
  expect(await new NanostackClient({ baseURL, storage: expired() }).auth.token()).toBeNull()
  const away = new NanostackClient({ baseURL: (await faultServer(cut)).baseURL, storage: expired(), retries: 0 })
  await expect(away.auth.token()).rejects.toMatchObject({ code: "network_error" })
})
