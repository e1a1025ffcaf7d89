import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { type Fault, must, recovered } from "./fault"
import { until } from "./processes"
import { faultProxy } from "./proxy"
import type { Rig } from "./rig"
import { send } from "./send"

/** Returns a connection to the rig's database with injectable faults. */
export const through = async (rig: Rig) => {
  const url = new URL(rig.url)
  const proxy = await faultProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(proxy.port)
  return { proxy, url: url.href }
}

/** An outage neither signs people out nor lets anyone in. */
const away: Fault = {
  name: "PostgreSQL away and back, stopped fast or at once (R-004, R-014, R-015)",
  rounds: { short: 1, medium: 4, long: 20 },
  round: async (rig, load, n) => {
    const origin = rig.origins[n % 2] ?? ""
    const { member, owner } = load.clients[n % load.clients.length] ?? {}
    await rig.stopPostgres(n % 2 ? "SIGQUIT" : "SIGINT")
    await sleep(1_000)
    const asked = [
      send(origin, "GET /users/me", { token: member?.token }),
      send(origin, "POST /auth/refresh", { body: { refresh_token: "x".repeat(43) } }),
      send(origin, `GET /organizations/${owner?.organizationId}/users`, { token: owner?.token }),
    ]
    for (const { status, outcome, headers } of await Promise.all(asked))
      must(status === 503 && headers.has("retry-after"), `without a database: ${outcome}, not 503 with Retry-After`)
    const page = await fetch(`${origin}/api/auth/session`, { headers: { cookie: "next-auth.session-token=x" } })
    must(!page.headers.getSetCookie().some((cookie) => /Max-Age=0/i.test(cookie)) || page.status >= 400, "signed out")
    const { status } = await fetch(`${origin}/api/health/live`)
    must(status === 200, "not alive without a database")
    const ready = await fetch(`${origin}/api/health/ready`)
    must(ready.status === 503, "ready without a database")
    const since = Date.now()
    await rig.startPostgres()
    return recovered(rig, load, since)
  },
}

const healing: Fault = {
  name: "pools of 1, 2 and 5 heal after a restart (R-011, R-012)",
  rounds: { medium: 3, long: 21 },
  round: async (rig, load, n) => {
    const size = [1, 2, 5][n % 3] ?? 1
    const one = await rig.server({ DATABASE_POOL_SIZE: String(size), PGAPPNAME: "" })
    try {
      const { owner } = load.clients[0] ?? {}
      const ask = () => send(one.origin, "GET /users/me", { token: owner?.token })
      await Promise.all(Array.from({ length: size * 3 }, ask))
      await rig.stopPostgres("SIGINT")
      await rig.startPostgres()
      const since = Date.now()
      const ms = await until("all of three times the pool are answered", async () => {
        const answers = await Promise.all(Array.from({ length: size * 3 }, ask))
        return answers.every(({ status }) => status === 200)
      })
      await recovered(rig, load, since)
      return ms
    } finally {
      await one.stop()
    }
  },
}

const slow: Fault = {
  name: "a database that takes 2 s for each answer (R-019)",
  rounds: { medium: 1, long: 2 },
  round: async (rig, load) => {
    const { proxy, url } = await through(rig)
    const one = await rig.server({ DATABASE_URL: url })
    try {
      const { owner } = load.clients[0] ?? {}
      const ask = () => send(one.origin, "PUT /users/me", { token: owner?.token, body: { bio: "slow" } })
      must((await ask()).status === 200, "not served through the proxy")
      proxy.delay(2_000)
      for (const { status, outcome } of await Promise.all(Array.from({ length: 20 }, ask)))
        must([200, 503].includes(status), `slow database: ${outcome}`)
      proxy.delay(0)
      const since = Date.now()
      await until("served again", async () => (await ask()).status === 200)
      return Date.now() - since
    } finally {
      proxy.close()
      await one.stop()
    }
  },
}

/** As behind a network that swallows everything: no connection ends, and no statement fails. */
const silent: Fault = {
  name: "a database that falls silent (R-019)",
  rounds: { short: 1, medium: 2, long: 10 },
  round: async (rig, load) => {
    const { proxy, url } = await through(rig)
    const one = await rig.server({
      DATABASE_URL: url,
      DATABASE_STATEMENT_TIMEOUT_SECONDS: "1",
      DATABASE_CONNECT_TIMEOUT_SECONDS: "1",
    })
    try {
      const { owner } = load.clients[0] ?? {}
      const ask = () =>
        send(one.origin, "PUT /users/me", { token: owner?.token, body: { bio: "silent" }, timeout: 15_000 })
      must((await ask()).status === 200, "not served through the proxy")
      proxy.silent(true)
      for (const { status, outcome, headers } of await Promise.all([ask(), ask(), ask()]))
        must(status === 503 && headers.has("retry-after"), `silent database: ${outcome}`)
      proxy.silent(false)
      const since = Date.now()
      await until("served again", async () => (await ask()).status === 200)
      const { rows } = await rig.db.query(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'server' AND state = 'active' AND query_start < now() - interval '15 s'",
      )
      must(rows.length === 0, "a statement goes on after its request")
      return Date.now() - since
    } finally {
      proxy.close()
      await one.stop()
    }
  },
}

const locked: Fault = {
  name: "somebody else holds the lock of a row (R-020)",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const { owner, member } = load.clients[0] ?? {}
    const holder = new Client({ connectionString: rig.url, application_name: "faults" })
    await holder.connect()
    try {
      await holder.query("BEGIN")
      await holder.query("SELECT 1 FROM organizations WHERE tenant_id = $1 AND id = $2 FOR UPDATE", [
        owner?.tenantId,
        owner?.organizationId,
      ])
      const line = `PUT /organizations/${owner?.organizationId}/users/${member?.id}`
      const options = { token: owner?.token, body: { role: "guest" } }
      const waiting = Array.from({ length: 10 }, (_, i) => send(rig.origins[i % 2] ?? "", line, options))
      const other = load.clients[1]?.owner
      const beside = await send(rig.origins[0] ?? "", "GET /users/me", { token: other?.token })
      must(beside.status === 200, `beside a lock: ${beside.outcome}`)
      for (const { outcome } of await Promise.all(waiting))
        must(/^(409|503)/.test(outcome), `waiting for a lock: ${outcome}`)
    } finally {
      await holder.query("ROLLBACK")
      await holder.end()
    }
    return recovered(rig, load, Date.now())
  },
}

/** A burst that exceeds a small pool: rejected requests get an error, and no one gets another tenant's response. */
const exhausted: Fault = {
  name: "500 at once for a pool of 5, its connections killed (R-022, R-080)",
  rounds: { medium: 2, long: 10 },
  round: async (rig, load) => {
    const one = await rig.server({ DATABASE_POOL_SIZE: "5" })
    try {
      const ask = async (i: number) => {
        const { owner } = load.clients[i % load.clients.length] ?? {}
        const path = i % 3 ? `GET /organizations/${owner?.organizationId}/users?limit=100` : "PUT /users/me"
        const answer = await send(one.origin, path, { token: owner?.token, ...(i % 3 ? {} : { body: { bio: "b" } }) })
        const text = JSON.stringify(answer.data)
        for (const client of load.clients)
          must(client.owner === owner || !text.includes(client.owner.id), "somebody else's answer")
        return answer
      }
      const burst = Array.from({ length: 500 }, (_, i) => ask(i))
      await rig.db.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'server' AND random() < 0.5",
      )
      for (const { status, outcome, headers } of await Promise.all(burst))
        must(status === 200 || (status === 503 && headers.has("retry-after")), `in a burst: ${outcome}`)
      const since = Date.now()
      await until("served again", async () => (await ask(1)).status === 200)
      const { rows } = await rig.db.query(
        "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND state_change < now() - interval '5 s'",
      )
      must(rows.length === 0, "a transaction is left open")
      return Date.now() - since
    } finally {
      await one.stop()
    }
  },
}

const full: Fault = {
  name: "PostgreSQL has no connection left (R-087)",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const taken: Client[] = []
    const { owner } = load.clients[0] ?? {}
    const one = await rig.server()
    try {
      for (;;) {
        const client = new Client({ connectionString: rig.url, application_name: "faults" })
        client.on("error", () => {})
        try {
          await client.connect()
        } catch {
          break
        }
        taken.push(client)
      }
      // Requests with connections continue; those that need one get an error.
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => send(one.origin, "GET /users/me", { token: owner?.token })),
      )
      for (const { outcome } of answers) must(/^(200|503)/.test(outcome), `out of connections: ${outcome}`)
    } finally {
      await Promise.all(taken.map((client) => client.end()))
    }
    const since = Date.now()
    await until(
      "served again",
      async () => (await send(one.origin, "GET /users/me", { token: owner?.token })).status === 200,
    )
    const ms = Date.now() - since
    await one.stop()
    await recovered(rig, load, since)
    return ms
  },
}

export const database = [away, healing, slow, silent, locked, exhausted, full]
