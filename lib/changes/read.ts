import { Prisma, readRows } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { membershipColumns } from "../memberships/list"
import { type MembershipRow, showPeople } from "../memberships/people"
import { visibleTo } from "../memberships/visibility"
import { organizationColumns } from "../organizations/read"
import type { Organization } from "../organizations/schema"
import type { User } from "../users/schema"
import type { Change } from "./schema"

type Reader = Actor<"changes:read">
type After = readonly [organizationId: string, id: string]

/** What a change is about. */
export type Key = Pick<Change, "type" | "id" | "organization_id">

/** The organizations in reach by primary key, from one on. */
export async function organizationsAfter(actor: Reader, [after]: After, limit: number): Promise<Change[]> {
  if (!actor.permissions.has("organizations:read")) return []
  const here = actor.organizationId ? Prisma.sql`AND id = ${actor.organizationId}` : Prisma.empty
  const rows = await readOrganizations(actor, Prisma.sql`${here} AND id > ${after} ORDER BY id LIMIT ${limit}`)
  return rows.map(organizationChange)
}

/** The users in reach by primary key, from one on. Those of deleted organizations are gone with them. */
export async function usersAfter(actor: Reader, [organizationId, id]: After, limit: number): Promise<Change[]> {
  if (!actor.permissions.has("users:read")) return []
  const here = actor.organizationId ? Prisma.sql`AND organization_id = ${actor.organizationId}` : Prisma.empty
  const rows = await readUsers(
    actor,
    Prisma.sql`${here} AND (organization_id, user_id) > (${organizationId}, ${id}) AND EXISTS (
        SELECT FROM organizations o
        WHERE o.tenant_id = memberships.tenant_id AND o.id = memberships.organization_id AND o.status <> 'deleted')
      ORDER BY organization_id, user_id LIMIT ${limit}`,
  )
  return rows.map((user) => userChange(actor, user))
}

/** These objects as they are now; what the actor may not read is left out. */
export async function changedObjects(actor: Reader, keys: readonly Key[]): Promise<Change[]> {
  const shown = keys.filter(({ type }) => actor.permissions.has(`${type}s:read`))
  if (shown.length === 0) return []
  const places = [...new Set(shown.map((key) => key.organization_id))]
  const organizations = await readOrganizations(actor, Prisma.sql`AND id = ANY(${places}::text[])`)
  const users = await usersAmong(
    actor,
    shown.filter(({ type }) => type === "user"),
  )
  const living = new Map(organizations.map((row) => [row.id, organizationChange(row)]))
  const people = new Map(users.map((user) => [keyOf(user), userChange(actor, user)]))
  return shown.map((key) => {
    const place = living.get(key.organization_id)
    return (key.type === "organization" ? place : place && people.get(keyOf(key))) ?? tombstone(key)
  })
}

function usersAmong(actor: Reader, keys: readonly Key[]): Promise<User[]> {
  if (keys.length === 0) return Promise.resolve([])
  const [places, ids] = [keys.map((key) => key.organization_id), keys.map(({ id }) => id)]
  return readUsers(
    actor,
    Prisma.sql`AND (organization_id, user_id) IN (SELECT * FROM unnest(${places}::text[], ${ids}::text[]))`,
  )
}

function readOrganizations({ tenantId }: Reader, more: Prisma.Sql): Promise<Organization[]> {
  return readRows(Prisma.sql`
    SELECT ${organizationColumns()} FROM organizations WHERE tenant_id = ${tenantId} AND status <> 'deleted' ${more}`)
}

async function readUsers({ tenantId }: Reader, more: Prisma.Sql): Promise<User[]> {
  const rows = await readRows<MembershipRow>(Prisma.sql`
    SELECT ${membershipColumns} FROM memberships WHERE memberships.tenant_id = ${tenantId} AND deleted_at IS NULL ${more}`)
  return showPeople(tenantId, rows)
}

const keyOf = ({ organization_id, id }: { organization_id: string | null; id: string }) => `${organization_id} ${id}`

const organizationChange = (organization: Organization): Change => ({
  type: "organization",
  id: organization.id,
  organization_id: organization.id,
  deleted: false,
  organization,
})

const userChange = (actor: Reader, user: User): Change => ({
  type: "user",
  id: user.id,
  organization_id: String(user.organization_id),
  deleted: false,
  user: visibleTo(actor, user),
})

const tombstone = ({ type, id, organization_id }: Key): Change => ({ type, id, organization_id, deleted: true })
