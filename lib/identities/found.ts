import type { Elsewhere } from "../core/identity/challenges"
import { Email, PersonName } from "../core/schema"
import type { ProviderSettings } from "../core/settings-providers"

/** An account at another service, as that service has just described it. */
export type Found = {
  provider: string
  issuer: string
  subject: string
  email: string | null
  /** The issuer decides about this address, and says that it is the person's own. */
  owned: boolean
  /** Empty where the service names no one. */
  name: string
  /** How the account is named there: an address or a user name. */
  label: string
}

/** What of it is stored. */
export const elsewhere = ({ provider, issuer, subject, email, label }: Found): Elsewhere => ({
  ...{ provider, issuer, subject, email, label },
})

/** What an ID token, or GitHub's API, says. Nothing of it is believed without a check. */
export type Claims = Readonly<Record<string, unknown>>

/** Whether an issuer decides about addresses of a domain: who holds its accounts holds the addresses too. */
type Authority = (domain: string, claims: Claims, provider: ProviderSettings) => boolean

/**
 * The table of authorities. Only those may connect an account by its address alone; everyone else lets their users
 * write any address into their profile, or has administrators who may.
 */
const authorities: Record<ProviderSettings["kind"], Authority> = {
  google: (domain, { hd }) => domain === "gmail.com" || (typeof hd === "string" && hd.toLowerCase() === domain),
  microsoft: () => false,
  github: () => false,
  oidc: (domain, _, { authoritativeFor }) => authoritativeFor.includes(domain),
}

/** Whether an issuer has proved an address by its claims. */
export function provesAddress(provider: ProviderSettings, claims: Claims, email: string): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1)
  return claims.email_verified === true && authorities[provider.kind](domain, claims, provider)
}

/**
 * Returns the account that claims describe; null where they name none.
 * @param claims of a verified ID token, or in its form
 */
export function foundIn(provider: ProviderSettings, claims: Claims): Found | null {
  const who = provider.kind === "microsoft" ? ofTenant(claims) : { issuer: provider.issuer, subject: text(claims.sub) }
  if (!who?.subject || who.subject.length > 255) return null
  const given = text(claims.email) || (provider.kind === "microsoft" ? text(claims.preferred_username) : "")
  const email = Email.safeParse(given).data ?? null
  const name = PersonName.safeParse(text(claims.name)).data ?? ""
  const label = PersonName.safeParse(text(claims.preferred_username) || given).data ?? email ?? who.subject
  const owned = email !== null && provesAddress(provider, claims, email)
  return { provider: provider.name, ...who, email, owned, name, label: email ?? label }
}

const tenantId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Microsoft's `sub` differs for each application; `oid` in `tid` is the person. The issuer must be that tenant's own. */
function ofTenant({ iss, tid, oid }: Claims) {
  const [tenant, person] = [text(tid), text(oid)]
  if (!tenantId.test(tenant) || !person || iss !== `https://login.microsoftonline.com/${tenant}/v2.0`) return null
  return { issuer: "https://login.microsoftonline.com", subject: `${tenant}.${person}`.toLowerCase() }
}

const text = (value: unknown) => (typeof value === "string" ? value : "")
