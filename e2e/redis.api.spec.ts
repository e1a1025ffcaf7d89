import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { from, many, newClient, tally } from "./clients"
import { api, expect, newAddress, password, test } from "./fixtures"
import { freePort } from "./ports"
import { anotherServer } from "./servers"

const noRedis = spawnSync("redis-server", ["--version"]).error !== undefined

test("Redis – two servers share one limit, and go on without it (R-025)", async () => {
  test.slow()
  test.skip(noRedis, "not run here: redis-server is not installed")
  const port = await freePort()
  const redis: ChildProcess = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmpdir()],
    { stdio: "ignore" },
  )
  const shared = {
    RATE_LIMIT_SCALE: "1",
    TRUSTED_PROXIES: "127.0.0.1,::1",
    LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "1000",
    REDIS_URL: `redis://127.0.0.1:${port}`,
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
    redis.kill("SIGKILL")
    await once(redis, "exit")
    expect(await attempts(newClient())).toBe(60)
    expect((await guess(newClient(), servers[0])).outcome).toBe("401 invalid_credentials")
  } finally {
    redis.kill("SIGKILL")
    await Promise.all(servers.map((one) => one.stop()))
  }
})
