import { createOrganizationRow } from "../lib/organizations/store"
import { transaction } from "./database"
import { good, join, newAddress, newCanary, type Person, register, signIn, verify } from "./people"

/** A tenant with two organizations and one person of each kind in the first. */
export type Team = Readonly<{
  /** Contained in every name of the tenant. */
  canary: string
  tenantId: string
  organizationId: string
  /** Another organization of the tenant, with only its own admin and the owner. */
  siblingId: string
  owner: Person
  admin: Person
  member: Person
  guest: Person
  /** Their tokens are from before the suspension. */
  suspended: Person
  siblingAdmin: Person
}>

/** Creates a tenant with only its first admin, verified. */
export async function newTenant(canary = newCanary()): Promise<Person> {
  const organization_name = `Harbor ${canary}`
  const owner = await register({ email: newAddress("owner", canary), name: `Olga ${canary}`, organization_name })
  await verify(owner)
  return owner
}

/** Creates a tenant with a person of each kind. */
export async function newTeam(): Promise<Team> {
  const canary = newCanary()
  const owner = await newTenant(canary)
  const { tenantId, organizationId } = owner
  const siblingId = await transaction((tx) => createOrganizationRow(tx, tenantId, `Studio ${canary}`))
  const person = (role: string, name: string) => join(owner, role, { canary, name: `${name} ${canary}` })
  const admin = await person("admin", "Ada")
  const member = await person("member", "Milo")
  const guest = await person("guest", "Gwen")
  const suspended = await person("member", "Sven")
  good(await owner.send(`PUT /organizations/${organizationId}/users/${suspended.id}`, { status: "suspended" }))
  const siblingAdmin = await join(owner, "admin", { canary, name: `Sia ${canary}`, organizationId: siblingId })
  return { canary, tenantId, organizationId, siblingId, owner, admin, member, guest, suspended, siblingAdmin }
}

/** The demo's super admin. */
export const superAdmin = () => signIn("super@example.com", "nanostack-demo")
