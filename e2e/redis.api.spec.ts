import { from, many, newClient, tally } from "./clients"
import { api, expect, newAddress, password, test } from "./fixtures"
import { startRedis } from "./redis"
import { anotherServer } from "./servers"

test("Redis – two servers share one limit, and continue without it (R-025)", async () => {
  test.slow()
  const redis = await startRedis()
  test.skip(redis === null, "not run here: redis-server is not installed")
  const shared = {
    RATE_LIMIT_SCALE: "1",
    TRUSTED_PROXIES: "127.0.0.1,::1",
    LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "1000",
    REDIS_URL: String(redis?.url),
  }
  const servers = await Promise.all([anotherServer(shared), anotherServer(shared)])
  const guess = (ip: string, at?: { origin: string }) =>
    api("POST /auth/login", { body: { email: newAddress(), password }, headers: from(ip), ...at })
  const attempts = async (ip: string) =>
    tally(await many(100, (i) => guess(ip, servers[i % 2])))["401 invalid_credentials"]
  try {
    // The first request of each connects.
    await Promise.all(servers.map((one) => guess(newClient(), one)))
    expect(await attempts(newClient())).toBe(30)
    await redis?.stop()
    expect(await attempts(newClient())).toBe(60)
    expect((await guess(newClient(), servers[0])).outcome).toBe("401 invalid_credentials")
  } finally {
    await redis?.stop()
    await Promise.all(servers.map((one) => one.stop()))
  }
})

test("Redis – while it hangs, only the first sign-ins wait for it (O-3)", async () => {
  test.slow()
  const redis = await startRedis()
  test.skip(redis === null, "not run here: redis-server is not installed")
  const server = await anotherServer({ RATE_LIMIT_SCALE: "1", REDIS_URL: String(redis?.url) })
  const signIn = async () => {
    const began = performance.now()
    const body = { email: newAddress(), password }
    const { outcome } = await api("POST /auth/login", { body, origin: server.origin })
    return { outcome, ms: performance.now() - began }
  }
  try {
    for (let i = 0; i < 2; i++) await signIn()
    const before = (await signIn()).ms
    redis?.hang()
    await signIn()
    const hanging = []
    for (let i = 0; i < 5; i++) hanging.push(await signIn())
    expect(hanging.map(({ outcome }) => outcome)).toEqual(hanging.map(() => "401 invalid_credentials"))
    expect(Math.max(...hanging.map(({ ms }) => ms))).toBeLessThan(before + 900)
    redis?.resume()
    await expect.poll(async () => (await signIn()) && server.printed()).toContain("limits are shared again")
  } finally {
    await redis?.stop()
    await server.stop()
  }
})
