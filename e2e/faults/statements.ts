import { randomUUID } from "node:crypto"
import { type Fault, must, recovered } from "./fault"
import { join, newAddress, newTenant, password } from "./people"
import { until } from "./processes"
import { faultProxy } from "./proxy"
import type { Rig } from "./rig"
import { type Answer, send } from "./send"

type Act = (rig: Rig, origin: string, n: number) => Promise<() => Promise<Answer>>

/** Each gets ready at an undisturbed server, and gives the request that is to be cut off. */
const acts: Act[] = [
  async (rig, origin) => {
    const subject = newAddress("new")
    const body = { email: subject, password, name: "Rita Register" }
    return noted(rig, "register", subject, () => send(origin, "POST /auth/register", { body }))
  },
  async (rig, origin) => {
    const { owner } = await tenant(rig)
    const subject = newAddress("invited")
    const options = { token: owner.token, key: randomUUID(), body: { email: subject, role: "guest" } }
    const line = `POST /organizations/${owner.organizationId}/invites`
    return noted(rig, "invite", subject, () => send(origin, line, options))
  },
  async (rig, origin) => {
    const { owner } = await tenant(rig)
    const subject = newAddress("invited")
    const line = `POST /organizations/${owner.organizationId}/invites`
    await send(rig.origins[0] ?? "", line, { token: owner.token, body: { email: subject, role: "guest" } })
    await until("its mail arrives", () => rig.sink.token(subject) !== undefined)
    const body = { name: "Nora Newcomer", password }
    return noted(rig, "accept", subject, () =>
      send(origin, `POST /invites/${rig.sink.token(subject)}/accept`, { body }),
    )
  },
  async (rig, origin) => {
    const { owner } = await tenant(rig)
    const person = await join(rig, owner, "member")
    const line = `DELETE /organizations/${owner.organizationId}/users/${person.id}`
    return () => send(origin, line, { token: owner.token })
  },
  async (_, origin, n) => {
    const { owner } = await tenant(_)
    const body = { name: `Studio ${n}` }
    return () => send(origin, "POST /organizations", { token: owner.token, key: randomUUID(), body })
  },
]

let made: ReturnType<typeof newTenant> | undefined
const tenant = (rig: Rig) => (made ??= newTenant(rig))

function noted(
  rig: Rig,
  operation: "register" | "invite" | "accept",
  subject: string,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  return async () => {
    const answer = await ask()
    rig.journal.write({ operation, subject, status: answer.status, outcome: answer.outcome })
    return answer
  }
}

/** The connection breaks at every statement in turn, before it is carried out and after: all of it is there or nothing. */
const cut: Fault = {
  name: "the connection breaks at each statement of each act (R-002)",
  rounds: { medium: 1, long: 3 },
  round: async (rig, load) => {
    const url = new URL(rig.url)
    const proxy = await faultProxy({ host: url.hostname, port: Number(url.port) })
    url.port = String(proxy.port)
    const one = await rig.server({ DATABASE_URL: url.href })
    try {
      for (const act of acts)
        for (const passOn of [false, true])
          for (let n = 1; n <= 40; n++) {
            const ask = await act(rig, one.origin, n)
            await until("served", async () => (await fetch(`${one.origin}/api/health/ready`)).status === 200)
            proxy.cutAfter(n, passOn)
            const { status, outcome } = await ask()
            const happened = proxy.calm()
            must(status < 300 ? status > 0 : status === 503, `cut at statement ${n}: ${outcome}`)
            if (!happened) break
          }
    } finally {
      proxy.close()
      await one.stop()
    }
    return recovered(rig, load, Date.now())
  },
}

export const statements = [cut]
