import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { type Entry, isDone, isOpen } from "./journal"
import { newAddress, newTenant, type Person, password } from "./people"
import type { Rig } from "./rig"
import { type Answer, type Options, send } from "./send"

type Client = { owner: Person; member: Person; open: string[]; role: string; count: number }

/**
 * Generates load: registers, invites, accepts, changes roles and profiles and refreshes, at both servers, and records
 * each response.
 */
export async function newLoad(rig: Rig, size = 6) {
  const clients: Client[] = []
  for (let i = 0; i < size; i++) clients.push({ ...(await newTenant(rig)), open: [], role: "member", count: 0 })
  return {
    clients,
    /** Starts it; returns a function that stops it after the last response. */
    start(): () => Promise<void> {
      const state = { going: true }
      const running = Promise.all(clients.map((client) => work(rig, client, state)))
      return async () => {
        state.going = false
        await running
      }
    },
  }
}

export type Load = Awaited<ReturnType<typeof newLoad>>

async function work(rig: Rig, client: Client, state: { going: boolean }): Promise<void> {
  const acts = [register, invite, invite, accept, accept, changeRole, editProfile, editProfile, refresh]
  while (state.going) {
    const act = acts[Math.floor(Math.random() * acts.length)]
    await act?.(rig, client)
    await sleep(Math.random() * 40)
  }
}

const anyOf = (rig: Rig) => rig.origins[Math.floor(Math.random() * rig.origins.length)] ?? ""

async function ask(rig: Rig, about: Pick<Entry, "operation" | "subject" | "value">, line: string, options: Options) {
  const answer = await send(anyOf(rig), line, options)
  rig.journal.write({ ...about, key: options.key, status: answer.status, outcome: answer.outcome })
  if (answer.status === 503 && !answer.headers.get("retry-after"))
    rig.journal.write({ ...about, status: 500, outcome: "503 without Retry-After" })
  return answer
}

/** Retries, as a client with a key or a refresh token may, until there is a conclusive response. */
async function insist(once: () => Promise<Answer>, tries = 12): Promise<Answer> {
  for (let left = tries; ; left--) {
    const answer = await once()
    const again = isOpen(answer as never) || answer.outcome === "409 request_in_progress"
    if (!again || left === 0) return answer
    await sleep(400)
  }
}

async function register(rig: Rig): Promise<void> {
  const subject = newAddress("new")
  const body = { email: subject, password, name: "Rita Register" }
  await ask(rig, { operation: "register", subject }, "POST /auth/register", { body })
}

async function invite(rig: Rig, { owner, open }: Client): Promise<void> {
  const subject = newAddress("invited")
  const options = { token: owner.token, key: randomUUID(), body: { email: subject, role: "guest" } }
  const line = `POST /organizations/${owner.organizationId}/invites`
  await insist(() => ask(rig, { operation: "invite", subject }, line, options))
  open.push(subject)
}

async function accept(rig: Rig, { open }: Client): Promise<void> {
  const at = open.findIndex((address) => rig.sink.token(address))
  const [subject] = at < 0 ? [] : open.splice(at, 1)
  if (!subject) return
  const body = { name: "Nora Newcomer", password }
  await ask(rig, { operation: "accept", subject }, `POST /invites/${rig.sink.token(subject)}/accept`, { body })
}

async function changeRole(rig: Rig, client: Client): Promise<void> {
  const { owner, member } = client
  const line = `/organizations/${owner.organizationId}/users/${member.id}`
  const value = client.role === "member" ? "guest" : "member"
  const about = { operation: "role", subject: member.id, value } as const
  const answer = await ask(rig, about, `PUT ${line}`, { token: owner.token, body: { role: value } })
  if (isDone(answer as never)) client.role = value
  else if (isOpen(answer as never)) {
    const found = await insist(() => send(anyOf(rig), `GET /users/${member.id}`, { token: owner.token }), 60)
    client.role = String(found.data.role ?? client.role)
  }
}

async function editProfile(rig: Rig, client: Client): Promise<void> {
  const { member } = client
  const value = String(++client.count)
  const about = { operation: "profile", subject: member.id, value } as const
  await ask(rig, about, "PUT /users/me", { token: member.token, body: { bio: value } })
}

async function refresh(rig: Rig, client: Client): Promise<void> {
  const { member } = client
  const body = { refresh_token: member.refreshToken }
  const about = { operation: "refresh", subject: member.id } as const
  const answer = await insist(() => ask(rig, about, "POST /auth/refresh", { body }), 60)
  if (!isDone(answer as never)) return
  member.token = String(answer.data.token)
  member.refreshToken = String(answer.data.refresh_token)
}
