import { randomBytes } from "node:crypto"
import type { z } from "zod"
import type { SignedIn } from "../lib/auth/schema"
import type { Invite } from "../lib/invites/schema"
import { type Answer, api, type Options } from "./api"
import { mailTo } from "./mails"

export type Tokens = z.output<typeof SignedIn>

/** A signed-in person. */
export type Person = Readonly<{
  id: string
  email: string
  name: string
  password: string
  token: string
  refreshToken: string
  organizationId: string
  tenantId: string
  /** Sends a request with their access token. */
  send: <T = unknown>(line: string, body?: unknown, options?: Options) => Promise<Answer<T>>
}>

/** Password of all people in the tests. */
export const password = "correct horse battery"

/** Returns a unique word, contained in a tenant's names, so that leaks can be found by searching for it. */
export const newCanary = () => `canary${randomBytes(5).toString("hex")}`

/** Returns a unique address. */
export const newAddress = (name = "someone", canary = newCanary()) =>
  `${name}.${randomBytes(4).toString("hex")}@${canary}.example.com`

/** Returns the person of a sign-in's response. */
export function personOf({ user, token, refresh_token }: Tokens, given = password): Person {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    password: given,
    token,
    refreshToken: refresh_token,
    organizationId: user.organization_id ?? "",
    tenantId: user.tenant_id ?? "",
    send: (line, body, options) => api(line, { body, token, ...options }),
  }
}

/** Returns a response's data; throws on an error, for steps that have to succeed. */
export function good<T>(answer: Answer<T>): T {
  if (answer.status >= 300) throw new Error(`${answer.outcome}: ${answer.text}`)
  return answer.data
}

/** Signs in. */
export async function signIn(email: string, given = password, organization_id?: string): Promise<Person> {
  return personOf(
    good(await api<Tokens>("POST /auth/login", { body: { email, password: given, organization_id } })),
    given,
  )
}

/** Registers a person; without `organization_id` with a new tenant, as its first admin. Not verified yet. */
export async function register(more: Record<string, unknown> = {}): Promise<Person> {
  const body = { email: newAddress("owner"), password, name: "Olga Owner", ...more }
  return personOf(good(await api<Tokens>("POST /auth/register", { body })))
}

/** Opens the verification link of a registration. */
export async function verify(person: { email: string }): Promise<void> {
  const { token } = await mailTo(person.email, "verify_email")
  good(await api("POST /auth/verify-email", { body: { token } }))
}

/** Invites an address and returns the invite with its link's token. */
export async function invite(
  by: Person,
  email: string,
  more: Record<string, unknown> = {},
  organizationId = by.organizationId,
): Promise<Invite & { token: string }> {
  const body = { email, role: "member", ...more }
  const made = good(await by.send<Invite>(`POST /organizations/${organizationId}/invites`, body))
  return { ...made, token: (await mailTo(made.email, "invite")).token }
}

/** Accepts an invite as a new person. */
export async function accept(token: string, name = "Nora Newcomer"): Promise<Person> {
  return personOf(good(await api<Tokens>(`POST /invites/${token}/accept`, { body: { name, password } })))
}

/** Adds a new person to an organization: invited and accepted. */
export async function join(
  by: Person,
  role: string,
  {
    name = "Nora Newcomer",
    canary = newCanary(),
    organizationId = by.organizationId,
    permissions = [] as string[],
  } = {},
): Promise<Person> {
  const { token } = await invite(by, newAddress(role, canary), { role, permissions }, organizationId)
  return accept(token, name)
}
