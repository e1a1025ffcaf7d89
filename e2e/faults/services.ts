import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "../ports"
import { type Fault, must, recovered } from "./fault"
import { newAddress, password } from "./people"
import { until } from "./processes"
import type { Rig } from "./rig"
import { send } from "./send"

/** Starts a separate Redis for a fault. */
export const redisAt = (rig: Rig, port: number, more: string[] = []) =>
  spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", rig.folder, ...more], {
    stdio: "ignore",
  })

const cli = async (port: number, ...words: string[]) => {
  const child = spawn("redis-cli", ["-p", String(port), ...words], { stdio: "ignore" })
  await once(child, "exit")
}

/** With Redis down, emptied, full or read-only, requests continue without 500, and revoked credentials stay revoked. */
const redis: Fault = {
  name: "Redis absent, emptied, full, read-only, killed (R-007, R-027, R-028, R-030)",
  rounds: { medium: 1, long: 5 },
  needs: ["redis-server"],
  round: async (rig, load) => {
    const port = await freePort()
    // It starts without Redis.
    const one = await rig.server({ REDIS_URL: `redis://127.0.0.1:${port}` })
    const { owner } = load.clients[0] ?? {}
    const email = newAddress("new")
    const fine = async (when: string) => {
      const me = await send(one.origin, "GET /users/me", { token: owner?.token })
      const wrong = await send(one.origin, "POST /auth/login", { body: { email, password } })
      const right = await send(one.origin, "POST /auth/login", { body: { email: owner?.email, password } })
      const outcomes = [me, wrong, right].map(({ outcome }) => outcome).join(", ")
      must(outcomes === "200, 401 invalid_credentials, 200", `Redis ${when}: ${outcomes}`)
      return right
    }
    let running = null as ReturnType<typeof redisAt> | null
    try {
      const session = await fine("absent at the start")
      running = redisAt(rig, port)
      await sleep(2_500)
      await fine("there")
      const token = String(session.data.token)
      await send(one.origin, "POST /auth/logout", { token, body: {} })
      await cli(port, "FLUSHALL")
      const revoked = await send(one.origin, "GET /users/me", { token })
      must(revoked.status === 401, `Redis emptied: a revoked token is answered ${revoked.outcome}`)
      await fine("emptied")
      await cli(port, "CONFIG", "SET", "maxmemory", "1")
      await fine("full")
      await cli(port, "CONFIG", "SET", "maxmemory", "0")
      await cli(port, "REPLICAOF", "127.0.0.1", "1")
      await fine("read-only")
      running.kill("SIGKILL")
      await once(running, "exit")
      await fine("killed")
    } finally {
      running?.kill("SIGKILL")
      await one.stop()
    }
    return recovered(rig, load, Date.now())
  },
}

/** No email is lost while the mail server is down, and a rejecting address delays no others. */
const mails: Fault = {
  name: "the mail server away and back, refusing some (R-031, R-038, R-039)",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const { owner } = load.clients[0] ?? {}
    const addresses = Array.from({ length: 50 }, () => newAddress("invited"))
    const poison = newAddress("invited")
    const busy = newAddress("invited")
    const ask = (email: string) =>
      send(rig.origins[0] ?? "", `POST /organizations/${owner?.organizationId}/invites`, {
        token: owner?.token,
        body: { email, role: "guest" },
      })
    await rig.sink.away()
    for (const answer of await Promise.all([poison, busy, ...addresses].map(ask)))
      must(answer.status === 201, `without a mail server: ${answer.outcome}`)
    await sleep(2_000)
    await rig.sink.back()
    let refused = 0
    rig.sink.refuse((address) => {
      if (address === poison) return "550 no such user"
      return address === busy && refused++ === 0 ? "421 try again later" : undefined
    })
    const since = Date.now()
    const state = async (email: string) =>
      (await rig.db.query("SELECT state FROM mails WHERE recipient = $1 AND template = 'invite'", [email])).rows[0]
        ?.state
    await until("all mails arrive", () => [...addresses, busy].every((to) => rig.sink.token(to)), 120_000)
    const ms = Date.now() - since
    await until("the refused one is given up", async () => (await state(poison)) === "bounced", 90_000)
    must(refused === 2, `421 was answered by ${refused - 1} further attempts`)
    return ms
  },
}

export const services = [redis, mails]
