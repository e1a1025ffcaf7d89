/** A person of a test. What is left out has a default. */
export type TestPerson = {
  id?: string
  name?: string
  email?: string
  picture?: string
  organization?: { id: string; name: string }
  tenant_id?: string
  role?: string
  permissions?: readonly string[]
  /** How the person has signed in: with one factor or two. */
  acr?: "urn:nanostack:acr:1" | "urn:nanostack:acr:2"
}

/** A person with all that tokens say of one. */
export type Person = Required<Omit<TestPerson, "picture">> & Pick<TestPerson, "picture">

export const personOf = (given: TestPerson = {}): Person => ({
  id: "user_test",
  name: "Test Person",
  email: "test@example.com",
  organization: { id: "org_test", name: "Test Organization" },
  tenant_id: "ten_test",
  role: "member",
  permissions: [],
  acr: "urn:nanostack:acr:1",
  ...given,
})

/** Claims about someone's access, as access tokens and introspection have them. */
export const accessClaims = ({ organization, tenant_id, role, permissions }: Person) => ({
  org: organization.id,
  ten: tenant_id,
  role,
  role_rank: role,
  permissions: [...permissions],
})

/** Claims of an ID token. */
export const identityClaims = (person: Person) => ({
  name: person.name,
  email: person.email,
  email_verified: true,
  ...(person.picture && { picture: person.picture }),
  org_name: person.organization.name,
  acr: person.acr,
  ...accessClaims(person),
})
