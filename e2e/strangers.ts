import { api } from "./api"
import { mailTo } from "./mails"
import { good, type Person, password, type Tokens } from "./people"
import { newTenant } from "./team"

/** Name and password that the owner of an address chooses. */
export const fresh = { name: "Vera Victim", password: "the owner's own password" }
/** Accepts an invite as a new person. */
export const accepting = (token: string, body: unknown = fresh) =>
  api<Tokens>(`POST /invites/${token}/accept`, { body })
/** Signs in, or returns the error. */
export const login = (email: string, given = password, more = {}) =>
  api<Tokens>("POST /auth/login", { body: { email, password: given, ...more } })

/** Creates an organization with open sign-up, so that others can register into it. */
export async function openOrganization(): Promise<Person> {
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  return owner
}

/** Requests a reset link, and uses it. */
export async function resetTo(email: string, new_password: string) {
  good(await api("POST /auth/password/forgot", { body: { email } }))
  const { token } = await mailTo(email, "reset_password")
  return api("POST /auth/password/reset", { body: { token, new_password } })
}
