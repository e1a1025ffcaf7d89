import { once } from "node:events"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { through } from "./database"
import { type Fault, must, recovered } from "./fault"
import { password } from "./people"
import { finish, until } from "./processes"
import { faultProxy } from "./proxy"
import { type Answer, send } from "./send"

/**
 * As behind a load balancer: it polls readiness every 100 ms, and sends no more requests once the server is not ready.
 */
const drain: Fault = {
  name: "SIGTERM with requests going on (R-072)",
  rounds: { short: 1, medium: 2, long: 10 },
  round: async (rig, load) => {
    const { proxy, url } = await through(rig)
    const one = await rig.server({
      NANOSTACK_MODE: "production",
      PUBLIC_URL: "https://users.example.com",
      BCRYPT_COST: "10",
      MAIL_FROM: "Nanostack <no-reply@example.com>",
      DATABASE_URL: url,
    })
    try {
      const { email } = load.clients[0]?.owner ?? {}
      const token = String((await send(one.origin, "POST /auth/login", { body: { email, password } })).data.token)
      // A writing request takes a second or two now; changes are still heard in time, so that reads are cached.
      proxy.delay(150)
      const answers: Promise<Answer>[] = []
      const exit = once(one.child, "exit")
      let ready = true
      const balancer = (async () => {
        for (let i = 0; ready; i++) {
          const line = i % 20 ? "GET /users/me" : "PUT /users/me"
          answers.push(send(one.origin, line, { token, ...(i % 20 ? {} : { body: { bio: "drain" } }) }))
          await sleep(20)
        }
      })()
      await sleep(1_500)
      one.child.kill("SIGTERM")
      const since = Date.now()
      await until("it says that it is not ready", async () => {
        await sleep(100)
        return (await fetch(`${one.origin}/api/health/ready`)).status === 503
      })
      ready = false
      await balancer
      for (const { outcome } of await Promise.all(answers)) must(outcome === "200", `while stopping: ${outcome}`)
      const [code] = await exit
      must(code === 0, `it ended with ${code}`)
      const ms = Date.now() - since
      must(ms < 30_000, `it took ${ms} ms to stop`)
      return ms
    } finally {
      proxy.close()
      await one.stop()
    }
  },
}

const forced: Fault = {
  name: "SIGTERM with a request that never ends (R-073)",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const one = await rig.server()
    const exit = once(one.child, "exit")
    const socket = connect(one.port, "127.0.0.1")
    socket.on("error", () => {})
    socket.write(
      "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    )
    await sleep(300)
    const since = Date.now()
    one.child.kill("SIGTERM")
    const [code] = await exit
    must(code === 0, `it ended with ${code}`)
    must(Date.now() - since < 30_000, "it did not stop in time")
    return recovered(rig, load, Date.now())
  },
}

/** The first server waits for the database, and does not migrate it. */
const order: Fault = {
  name: "a server starts before its database (R-077)",
  rounds: { short: 1, medium: 1, long: 5 },
  round: async (rig, load) => {
    const { proxy: later, url } = await through(rig)
    later.close()
    const one = await rig.server({ DATABASE_URL: url })
    try {
      const ready = async () => (await fetch(`${one.origin}/api/health/ready`)).status
      must((await ready()) === 503, "ready without a database")
      const target = new URL(rig.url)
      const back = await faultProxy({ host: target.hostname, port: Number(target.port) }, later.port)
      const since = Date.now()
      await until("it is ready", async () => (await ready()) === 200)
      const ms = Date.now() - since
      back.close()
      await recovered(rig, load, Date.now())
      return ms
    } finally {
      await one.stop()
    }
  },
}

const migrators: Fault = {
  name: "two migrations of one empty database at once (R-091)",
  rounds: { medium: 2, long: 10 },
  round: async (rig, load, n) => {
    const name = `migrated_${Date.now()}_${n}`
    await rig.db.query(`CREATE DATABASE ${name}`)
    const url = new URL(rig.url)
    url.pathname = `/${name}`
    const env = { ...rig.env, DATABASE_URL: url.href }
    const applied = await Promise.all([finish("migrate", env), finish("migrate", env)])
    const [first = [], second = []] = applied.map((text): string[] => JSON.parse(text))
    must(
      first.length + second.length > 0 && Math.min(first.length, second.length) === 0,
      `two migrations applied ${first.length} and ${second.length}`,
    )
    await rig.db.query(`DROP DATABASE ${name} WITH (FORCE)`)
    return recovered(rig, load, Date.now())
  },
}

export const lifecycle = [drain, forced, order, migrators]
