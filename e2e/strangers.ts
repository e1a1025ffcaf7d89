import { api } from "./api"
import { mailTo } from "./mails"
import { good, type Person, password, type Tokens } from "./people"
import { newTenant } from "./team"

/** What the owner of an address chooses. */
export const fresh = { name: "Vera Victim", password: "the owner's own password" }
/** Accepts an invite as somebody new. */
export const accepting = (token: string, body: unknown = fresh) =>
  api<Tokens>(`POST /invites/${token}/accept`, { body })
/** Signs in, or shows why not. */
export const login = (email: string, given = password, more = {}) =>
  api<Tokens>("POST /auth/login", { body: { email, password: given, ...more } })

/** Opens an organization to everybody, so that strangers can register into it. */
export async function openOrganization(): Promise<Person> {
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  return owner
}

/** Asks for a link for a new password, and uses it. */
export async function resetTo(email: string, new_password: string) {
  good(await api("POST /auth/password/forgot", { body: { email } }))
  const { token } = await mailTo(email, "reset_password")
  return api("POST /auth/password/reset", { body: { token, new_password } })
}
