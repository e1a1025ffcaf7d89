import { randomBytes } from "node:crypto"
import { until } from "./processes"
import type { Rig } from "./rig"
import { type Answer, send } from "./send"

/** A signed-in person, and the organization. */
export type Person = {
  id: string
  email: string
  token: string
  refreshToken: string
  organizationId: string
  tenantId: string
}

export const password = "correct horse battery"
export const newAddress = (name: string) => `${name}.${randomBytes(6).toString("hex")}@example.com`

/** Returns the person of a sign-in's response. */
export function personOf({ data }: Answer): Person {
  const user = data.user as Record<string, string>
  return {
    id: String(user.id),
    email: String(user.email),
    token: String(data.token),
    refreshToken: String(data.refresh_token),
    organizationId: String(user.organization_id),
    tenantId: String(user.tenant_id),
  }
}

/** Creates a verified admin of a new tenant, through the API and its emails. */
export async function newOwner(rig: Rig): Promise<Person> {
  const [origin = ""] = rig.origins
  const email = newAddress("owner")
  const made = await send(origin, "POST /auth/register", { body: { email, password, name: "Olga Owner" } })
  if (made.status !== 201) throw new Error(`A tenant could not be made: ${made.outcome}`)
  const body = { token: await mailed(rig, email) }
  await send(origin, "POST /auth/verify-email", { body })
  return personOf(made)
}

/** Creates a tenant with a verified admin and a member. */
export async function newTenant(rig: Rig): Promise<{ owner: Person; member: Person }> {
  const owner = await newOwner(rig)
  return { owner, member: await join(rig, owner, "member") }
}

/** Waits for the next email to an address and returns its token. `before`: the token that had already arrived. */
export async function mailed(rig: Rig, email: string, before?: string): Promise<string> {
  await until(`a mail to ${email}`, () => ![undefined, before].includes(rig.sink.token(email)))
  return String(rig.sink.token(email))
}

/** Adds a new person to an organization, by invite and email. */
export async function join(rig: Rig, owner: Person, role: string): Promise<Person> {
  const [origin = ""] = rig.origins
  const email = newAddress(role)
  const invited = await send(origin, `POST /organizations/${owner.organizationId}/invites`, {
    token: owner.token,
    body: { email, role },
  })
  if (invited.status !== 201) throw new Error(`Nobody could be invited: ${invited.outcome}`)
  const token = await mailed(rig, email)
  const body = { name: "Nora Newcomer", password }
  const accepted = await send(origin, `POST /invites/${token}/accept`, { body })
  if (accepted.status !== 200) throw new Error(`An invite could not be accepted: ${accepted.outcome}`)
  return personOf(accepted)
}
