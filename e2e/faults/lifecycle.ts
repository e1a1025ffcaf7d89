import { once } from "node:events"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type Fault, must, recovered } from "./fault"
import { finish, until } from "./processes"
import { faultProxy } from "./proxy"
import { send } from "./send"

const drain: Fault = {
  name: "SIGTERM with requests going on (R-072)",
  rounds: { medium: 2, long: 10 },
  round: async (rig, load) => {
    const one = await rig.server()
    const { owner } = load.clients[0] ?? {}
    const answers: Promise<{ outcome: string }>[] = []
    let listening = true
    const exit = once(one.child, "exit")
    const asking = (async () => {
      while (listening) {
        answers.push(send(one.origin, "PUT /users/me", { token: owner?.token, body: { bio: "drain" } }))
        await sleep(20)
      }
    })()
    await sleep(300)
    one.child.kill("SIGTERM")
    const since = Date.now()
    await until("it says that it is not ready", async () => {
      const { status } = await fetch(`${one.origin}/api/health/ready`)
      return status === 503
    })
    // Balancers have heard it by now.
    listening = false
    await asking
    for (const { outcome } of await Promise.all(answers)) must(outcome === "200", `while stopping: ${outcome}`)
    const [code] = await exit
    must(code === 0, `it ended with ${code}`)
    const ms = Date.now() - since
    must(ms < 30_000, `it took ${ms} ms to stop`)
    return ms
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

/** Whoever starts first waits for the database, and does not migrate it. */
const order: Fault = {
  name: "a server starts before its database (R-077)",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const url = new URL(rig.url)
    const later = await faultProxy({ host: url.hostname, port: Number(url.port) })
    const { port } = later
    later.close()
    url.port = String(port)
    const one = await rig.server({ DATABASE_URL: url.href })
    try {
      const ready = async () => (await fetch(`${one.origin}/api/health/ready`)).status
      must((await ready()) === 503, "ready without a database")
      const back = await faultProxy({ host: url.hostname, port: Number(new URL(rig.url).port) }, port)
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
