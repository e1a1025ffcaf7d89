import { randomUUID } from "node:crypto"
import { through } from "./database"
import { type Fault, must, recovered } from "./fault"
import type { Operation } from "./journal"
import { join, mailed, newAddress, newOwner, newTenant, type Person, password } from "./people"
import { until } from "./processes"
import type { Rig } from "./rig"
import { type Answer, type Options, send } from "./send"

/** A request, and its subject. */
type Asked = Options & { operation: Operation; subject: string; value?: string; line: string }

/** Each prepares at an undisturbed server, and returns the request to interrupt. */
const acts: ((rig: Rig, owner: Person, member: Person) => Promise<Asked>)[] = [
  async () => {
    const subject = newAddress("new")
    const body = { email: subject, password, name: "Rita Register" }
    return { operation: "register", subject, line: "POST /auth/register", body }
  },
  async (_, { organizationId, token }) => {
    const subject = newAddress("invited")
    const line = `POST /organizations/${organizationId}/invites`
    return { operation: "invite", subject, line, token, body: { email: subject, role: "guest" } }
  },
  async (rig, owner) => {
    const subject = newAddress("invited")
    const line = `POST /organizations/${owner.organizationId}/invites`
    await undisturbed(rig, line, { token: owner.token, body: { email: subject, role: "guest" } })
    const token = await mailed(rig, subject)
    const body = { name: "Nora Newcomer", password }
    return { operation: "accept", subject, line: `POST /invites/${token}/accept`, body }
  },
  async (rig, owner) => {
    const { id, email: subject } = await join(rig, owner, "member")
    return { operation: "remove", subject, line: `DELETE /users/${id}`, token: owner.token }
  },
  async (rig, { organizationId, token }, member) => {
    const now = await undisturbed(rig, `GET /users/${member.id}`, { token })
    const role = now.role === "member" ? "guest" : "member"
    const line = `PUT /organizations/${organizationId}/users/${member.id}`
    return { operation: "role", subject: member.id, value: role, line, token, body: { role } }
  },
  async (rig, owner) => {
    const { email: subject } = await join(rig, owner, "guest")
    const before = rig.sink.token(subject)
    await undisturbed(rig, "POST /auth/password/forgot", { body: { email: subject } })
    const body = { token: await mailed(rig, subject, before), new_password: `${password} again` }
    return { operation: "reset", subject, line: "POST /auth/password/reset", body }
  },
  async (_, { token }) => {
    const subject = `Studio ${randomUUID()}`
    return { operation: "organization", subject, line: "POST /organizations", token, body: { name: subject } }
  },
  async (rig, { token }) => {
    const { id } = await undisturbed(rig, "POST /organizations", { token, body: { name: "Studio" } })
    return { operation: "organization's end", subject: String(id), line: `DELETE /organizations/${id}`, token }
  },
  async (rig) => {
    const { tenantId: subject, token } = await newOwner(rig)
    return { operation: "tenant's end", subject, line: `DELETE /tenants/${subject}`, token, body: { password } }
  },
]

async function undisturbed(rig: Rig, line: string, options: Options): Promise<Answer["data"]> {
  const { status, outcome, data } = await send(rig.origins[0] ?? "", line, options)
  must(status >= 200 && status < 300, `${line} without a fault: ${outcome}`)
  return data
}

async function cutOff(rig: Rig, origin: string, { operation, subject, value, line, ...options }: Asked) {
  const { status, outcome } = await send(origin, line, options)
  rig.journal.write({ operation, subject, ...(value ? { value } : {}), status, outcome })
  return { status, outcome: `${operation}: ${outcome}` }
}

/** The connection breaks at every statement in turn, before or after its execution: everything is stored or nothing. */
const cut: Fault = {
  name: "the connection breaks at each statement of each act (R-002)",
  rounds: { medium: 1, long: 2 },
  round: async (rig, load, round) => {
    const { proxy, url } = await through(rig)
    const one = await rig.server({ DATABASE_URL: url })
    try {
      const { owner, member } = await newTenant(rig)
      for (const act of acts)
        for (let n = 1; n <= 60; n++) {
          const asked = await act(rig, owner, member)
          await until("served", async () => (await fetch(`${one.origin}/api/health/ready`)).status === 200)
          proxy.cutAfter(n, (n + round) % 2 === 0)
          const { status, outcome } = await cutOff(rig, one.origin, asked)
          const happened = proxy.calm()
          must(status < 300 ? status > 0 : status === 503, `cut at statement ${n} of ${outcome}`)
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
