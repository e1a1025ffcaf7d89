import { setTimeout as sleep } from "node:timers/promises"
import { type Fault, must, recovered } from "./fault"
import { newAddress } from "./people"
import { until } from "./processes"
import { send } from "./send"

const server: Fault = {
  name: "kill -9 of a server (R-001)",
  rounds: { short: 1, medium: 5, long: 20 },
  round: async (rig, load, n) => {
    const which = n % 2
    const since = Date.now()
    await rig.killServer(which)
    await rig.startServer(which)
    return recovered(rig, load, since)
  },
}

const mail = { before: 0, inHand: 0, kills: 0, doubled: 0 }
const worker: Fault = {
  name: "kill -9 of the worker, mail by SMTP (R-035)",
  rounds: { short: 1, medium: 5, long: 20 },
  round: async (rig, load, n) => {
    if (n === 0) Object.assign(mail, { before: rig.sink.doubled(), inHand: 0 })
    const since = Date.now()
    await rig.killWorker()
    // Simulates time: the lease of a killed worker expires.
    const { rowCount } = await rig.db.query("UPDATE mails SET lease_until = now() WHERE state = 'sending'")
    mail.inHand += rowCount ?? 0
    mail.kills = n + 1
    rig.startWorker()
    const { owner } = load.clients[0] ?? {}
    const email = newAddress("invited")
    const body = { email, role: "guest" }
    const made = await until("an invite is made", async () => {
      const answer = await send(rig.origins[0] ?? "", `POST /organizations/${owner?.organizationId}/invites`, {
        token: owner?.token,
        body,
      })
      return answer.status === 201
    })
    await until("its mail arrives", () => rig.sink.token(email) !== undefined)
    mail.doubled = rig.sink.doubled() - mail.before
    must(mail.doubled <= mail.kills, `${mail.doubled} mails came twice after ${mail.kills} kills`)
    return Date.now() - since - made
  },
  note: () =>
    `of ${mail.inHand} mails that were being sent at ${mail.kills} kills, ${mail.doubled} came twice, each with one Message-ID`,
}

const postgres: Fault = {
  name: "kill -9 of PostgreSQL (R-003)",
  rounds: { short: 1, medium: 5, long: 20 },
  round: async (rig, load) => {
    const since = Date.now()
    await rig.stopPostgres("SIGKILL")
    await rig.startPostgres()
    return recovered(rig, load, since)
  },
}

const everything: Fault = {
  name: "kill -9 of everything at once",
  rounds: { medium: 1, long: 5 },
  round: async (rig, load) => {
    const since = Date.now()
    await Promise.all([rig.killServer(0), rig.killServer(1), rig.killWorker(), rig.stopPostgres("SIGKILL")])
    await rig.startPostgres()
    await Promise.all([rig.startServer(0), rig.startServer(1)])
    rig.startWorker()
    return recovered(rig, load, since)
  },
}

const backends: Fault = {
  name: "random connections to PostgreSQL killed (R-018)",
  rounds: { medium: 2, long: 10 },
  round: async (rig, load) => {
    for (let i = 0; i < 25; i++) {
      await rig.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name IN ('server', 'worker') ORDER BY random() LIMIT 1`,
      )
      await sleep(200)
    }
    return recovered(rig, load, Date.now())
  },
}

export const kills = [server, worker, postgres, everything, backends]
