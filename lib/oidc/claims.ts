import type { Api } from "../apis/schema"
import { imageUrl } from "../core/file-url"
import { ownApiId } from "../core/identity/application-scopes"
import { cutTo } from "../core/identity/through"
import type { Person } from "./sign-in"

/** Claims that each scope adds to the ID token and userinfo. */
export const scopeClaims = {
  openid: ["sub", "sid", "auth_time", "acr", "amr"],
  profile: ["name", "picture"],
  email: ["email", "email_verified"],
  organization: ["org", "org_name", "ten", "role", "role_rank", "external_id", "permissions"],
}

/** Everything that an ID token or userinfo can say of a person; the engine takes what the scopes ask for. */
export function claimsOf(person: Person) {
  const { access, email, verified } = person
  return {
    sub: person.user_id,
    sid: person.id,
    name: person.name,
    picture: imageUrl(person.avatar_url) ?? undefined,
    // An address that was not verified proves nothing, and is left out altogether.
    ...(verified && { email, email_verified: true }),
    org: person.organization_id,
    org_name: person.organization,
    ten: person.tenant_id,
    ...rankOf(person),
    external_id: person.external_id ?? undefined,
    permissions: [...access.permissions].sort(),
  }
}

const rankOf = ({ access }: Person) => ({ role: access.role, role_rank: access.role_rank })

/** Claims of an access token for an API (RFC 9068), besides the engine's own. */
export function accessClaims(person: Person, api: Api, scopes: ReadonlySet<string>) {
  const { application, access } = person
  if (api.id === ownApiId) return ownApiClaims(person, scopes)
  const known = api.permissions.filter((name) => access.permissions.has(name))
  return {
    ...custom(person, api),
    sid: person.id,
    org: person.organization_id,
    ten: person.tenant_id,
    ...rankOf(person),
    permissions: application.third_party ? known.filter((name) => scopes.has(name)) : known,
  }
}

/** At Nanostack's own API a token is worth what it was asked for; what it says, the server checks again. */
function ownApiClaims({ application, access, ...person }: Person, scopes: ReadonlySet<string>) {
  const { tenant_id: tenantId, organization_id: organizationId } = application
  const through = { applicationId: application.id, tenantId, organizationId, signedInAt: person.organization_id }
  const cut = cutTo(access, { ...through, thirdParty: application.third_party, scopes })
  const { role, role_rank } = cut ?? access
  const permissions = [...(cut?.permissions ?? [])].sort()
  return { sid: person.id, org: person.organization_id, ten: person.tenant_id, role, role_rank, permissions }
}

/** The API's own claims, from the metadata of membership or organization. */
function custom(person: Person, { claims }: Api): Record<string, unknown> {
  const sources = { membership: person.membership_metadata, organization: person.organization_metadata }
  return Object.fromEntries(
    Object.entries(claims).flatMap(([claim, path]) => {
      const [from, , key = ""] = path.split(".")
      const value = sources[from === "membership" ? "membership" : "organization"][key]
      return value === undefined ? [] : [[claim, value]]
    }),
  )
}
