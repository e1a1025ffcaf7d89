import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Redis } from "ioredis"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { log } from "../observability/log"
import { consume } from "./limits"
import { isCountingAlone } from "./redis"

const port = await vi.hoisted(async () => {
  const { createServer } = await import("node:net")
  const free = await new Promise<number>((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => done(typeof address === "object" && address ? address.port : 0))
    })
  })
  process.env.REDIS_URL = `redis://127.0.0.1:${free}`
  process.env.RATE_LIMIT_SCALE = "1"
  return free
})

vi.mock("../observability/log", () => ({ log: { warn: vi.fn(), info: vi.fn() } }))

const missing = spawnSync("redis-server", ["--version"]).error !== undefined

describe("not run where redis-server is not installed", () => {
  const folder = mkdtempSync(join(tmpdir(), "nanostack-redis-"))
  let redis: ChildProcess | undefined

  async function start(): Promise<void> {
    redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder], {
      stdio: "ignore",
    })
    const client = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null })
    client.on("error", () => {})
    await client.ping()
    client.disconnect()
  }

  async function kill(): Promise<void> {
    redis?.kill("SIGKILL")
    if (redis) await once(redis, "exit")
  }

  async function keys(): Promise<string[]> {
    const client = new Redis(port, "127.0.0.1")
    const found = await client.keys("*")
    client.disconnect()
    return found
  }

  beforeAll(() => (missing ? undefined : start()))
  afterAll(async () => {
    if (!missing) await kill()
    rmSync(folder, { recursive: true })
  })

  const attempts = async (n: number, subject: string) => {
    const spent = await Promise.all(Array.from({ length: n }, () => consume("sign_in", subject)))
    return spent.filter((one) => !one?.exceeded).length
  }

  test.skipIf(missing)(
    "R-025 – Redis is killed under load: limits fall back to the process, and are shared again afterwards",
    async () => {
      const warn = vi.mocked(log.warn)
      const subject = randomBytes(6).toString("hex")
      expect(await attempts(100, subject)).toBe(30)
      expect(await keys()).toEqual([expect.stringMatching(/^nanostack:sign_in:[\w-]{22}$/)])

      await kill()
      expect(await attempts(100, subject)).toBe(30)
      expect(await attempts(100, subject)).toBe(0)
      expect(warn).toHaveBeenCalledTimes(1)

      await start()
      await expect
        .poll(async () => (await consume("sign_in", randomBytes(6).toString("hex"))) && keys(), { timeout: 15_000 })
        .not.toEqual([])
      expect(await attempts(100, randomBytes(6).toString("hex"))).toBe(30)
      expect(warn).toHaveBeenCalledTimes(1)
    },
  )

  test.skipIf(missing)(
    "O-3 – a Redis that hangs is waited for once; when it responds, limits are shared again",
    async () => {
      const timed = async () => {
        const began = performance.now()
        await consume("sign_in", randomBytes(6).toString("hex"))
        return performance.now() - began
      }
      redis?.kill("SIGSTOP")
      await timed()
      const times = []
      for (let i = 0; i < 30; i++) {
        times.push(await timed())
        await new Promise((wake) => setTimeout(wake, 100))
      }
      expect(Math.max(...times)).toBeLessThan(500)
      redis?.kill("SIGCONT")
      await expect.poll(async () => (await timed()) && isCountingAlone(), { timeout: 15_000 }).toBe(false)
      expect(await attempts(100, randomBytes(6).toString("hex"))).toBe(30)
    },
  )

  test.skipIf(missing)("R-028 – a Redis that cannot write counts as down", async () => {
    const client = new Redis(port, "127.0.0.1")
    await client.config("SET", "maxmemory", "1")
    expect(await attempts(100, randomBytes(6).toString("hex"))).toBe(30)
    await client.config("SET", "maxmemory", "0")
    client.disconnect()
  })
})
