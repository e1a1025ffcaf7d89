import { spawn } from "node:child_process"
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sample, scrape } from "../metrics"
import { freePort } from "../ports"
import { type Fault, must, recovered } from "./fault"
import { newTenant, type Person } from "./people"
import { end, until } from "./processes"
import type { Rig } from "./rig"
import { send } from "./send"
import { redisAt } from "./services"

type Mode = "transaction" | "session"

/** Starts PgBouncer in front of the rig's PostgreSQL, with Debian's configuration, accepting our `options`. */
async function pgbouncer(rig: Rig, mode: Mode, port: number) {
  const url = new URL(rig.url)
  const folder = join(rig.folder, "pgbouncer")
  const file = (name: string, lines: string[]) => {
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`, { mode: 0o644 })
    return join(folder, name)
  }
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const users = file("users.txt", [`"${url.username}" "${url.password}"`])
  const settings = file("pgbouncer.ini", [
    // The time zone is one of the ignored `options`.
    `[databases]\n* = host=${url.hostname} port=${url.port} timezone=UTC\n[pgbouncer]`,
    `listen_addr=127.0.0.1\nlisten_port=${port}\nunix_socket_dir=`,
    `auth_type=scram-sha-256\nauth_file=${users}\npool_mode=${mode}`,
    "default_pool_size=40\nmax_client_conn=500\nignore_startup_parameters=options,extra_float_digits",
  ])
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : []
  const child = spawn("pgbouncer", ["-q", ...user, settings], { stdio: "ignore" })
  url.port = String(port)
  return { url: url.href, stop: () => end(child, "SIGKILL") }
}

const demotions = { transaction: 10, session: 20 }
const slowest = { transaction: 0, session: 0 }

/** Milliseconds that a demoted admin is still accepted at `there`, after the response of `here`. */
async function letIn(owner: Person, member: Person, here: string, there: string): Promise<number> {
  const ask = async (origin: string) => (await send(origin, "GET /audit-events", { token: member.token })).status
  const change = async (role: string) => {
    const line = `PUT /organizations/${owner.organizationId}/users/${member.id}`
    const { outcome } = await send(here, line, { token: owner.token, body: { role } })
    must(outcome === "200", `a role could not be changed: ${outcome}`)
  }
  await change("admin")
  for (let i = 0; i < 4; i++)
    for (const origin of [here, there])
      await until("the new admin is let in", async () => (await ask(origin)) === 200, 1_000)
  await change("member")
  const since = performance.now()
  must((await ask(here)) === 403, "a demoted admin is let in where they were demoted")
  while ((await ask(there)) !== 403) {
    must(performance.now() - since < 5_000, "a demoted admin is still let in elsewhere after 5 s")
    await sleep(25)
  }
  return performance.now() - since
}

/**
 * A change at one server takes effect at the other within a second: in transaction mode, where notifications don't
 * arrive, because nothing is cached, and the log says why; in session mode with caches on.
 */
const between = (mode: Mode): Fault => ({
  name: `PgBouncer in ${mode} mode before PostgreSQL (G-1)`,
  rounds: { ...(mode === "transaction" ? { short: 1 } : {}), medium: 2, long: 10 },
  // Before 1.21, PgBouncer does not support named statements, which count limits where there is no Redis.
  needs: ["pgbouncer", "redis-server"],
  round: async (rig, load, n) => {
    const logs = [0, 1].map((i) => join(rig.folder, `pooled-${mode}-${n}-${i}.log`))
    const redisPort = await freePort()
    const redis = redisAt(rig, redisPort)
    const port = await freePort()
    let pooler = await pgbouncer(rig, mode, port)
    const settings = { DATABASE_URL: pooler.url, REDIS_URL: `redis://127.0.0.1:${redisPort}` }
    const servers = await Promise.all(logs.map((file) => rig.server(settings, file)))
    const expected = mode === "session" ? 1 : 0
    const cachesAre = async () =>
      Promise.all(servers.map(async ({ origin }) => sample(await scrape(origin), "nanostack_caller_cache_on")))
    const count = (words: string) => logs.map((file) => readFileSync(file, "utf8").split(words).length - 1)
    const told = (times: number) => count("pooler in transaction mode").every((found) => found === times)
    try {
      const { owner, member } = await newTenant(rig)
      const [one = "", other = ""] = servers.map(({ origin }) => origin)
      await until("caches are as they should be", async () => (await cachesAre()).every((is) => is === expected), 5_000)
      for (let i = 0; i < demotions[mode]; i++) {
        const ms = await letIn(owner, member, ...((i % 2 ? [one, other] : [other, one]) as [string, string]))
        slowest[mode] = Math.max(slowest[mode], Math.round(ms))
        must(ms < 1_000, `a demoted admin is let in elsewhere for ${Math.round(ms)} ms`)
        must(
          (await cachesAre()).every((is) => is === expected),
          `caches are ${expected ? "off" : "on"}`,
        )
      }
      if (mode === "transaction") {
        await until("the log says why caches are off", () => told(1), 10_000)
        // Time for some more attempts to hear changes.
        await sleep(5_000)
        must(told(1), `the log told ${count("pooler in transaction mode")} times of a pooler`)
        await pooler.stop()
        pooler = await pgbouncer(rig, "session", port)
        await until("caches are on in session mode", async () => (await cachesAre()).every((is) => is === 1), 10_000)
        must(
          String(count("hearing changes again")) === "1,1",
          "the log does not tell once that changes are heard again",
        )
      } else must(told(0), "the log tells of a pooler in transaction mode")
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
      await pooler.stop()
      redis.kill("SIGKILL")
    }
    return recovered(rig, load, Date.now())
  },
  note: () => `a demoted admin was let in at the other server for at most ${slowest[mode]} ms`,
})

export const poolers = [between("transaction"), between("session")]
