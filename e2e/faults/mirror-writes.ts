import { join, newAddress, newOwner, type Person, password } from "./people"
import type { Rig } from "./rig"
import { type Answer, send } from "./send"

/** A tenant that is written to at random. Its first organization has an admin, whose mirror sees that alone. */
export type World = {
  tenantId: string
  owner: Person
  adminToken: string
  people: Person[]
  organizations: string[]
  spared: string[]
  writes: number
}

/** Creates the tenant with two organizations and a few people. */
export async function newWorld(rig: Rig): Promise<World> {
  const owner = await newOwner(rig)
  const admin = await join(rig, owner, "admin")
  const people = await Promise.all([join(rig, owner, "member"), join(rig, owner, "guest"), join(rig, owner, "admin")])
  const { tenantId, organizationId } = owner
  const world = { tenantId, owner, adminToken: admin.token, people, writes: 0, spared: [owner.id, admin.id] }
  const made = await send(rig.origins[0] ?? "", "POST /organizations", { token: owner.token, body: { name: "Second" } })
  if (made.status !== 201) throw new Error(`An organization could not be made: ${made.outcome}`)
  return { ...world, organizations: [organizationId, String(made.data.id)] }
}

const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T
const text = () => Math.random().toString(36).slice(2, 8)

type Write = (world: World, rig: Rig) => Promise<[line: string, options: { token: string; body?: unknown }]>

/** A random membership, ended ones included. */
async function member({ tenantId, spared }: World, rig: Rig): Promise<{ id: string; organization: string }> {
  const { rows } = await rig.db.query(
    "SELECT user_id AS id, organization_id AS organization FROM memberships WHERE tenant_id = $1 AND user_id <> ALL($2) ORDER BY random() LIMIT 1",
    [tenantId, spared],
  )
  return rows[0] ?? { id: "user_none", organization: "org_none" }
}

const onMember =
  (line: (id: string, organization: string) => string, body?: () => unknown): Write =>
  async (world, rig) => {
    const { id, organization } = await member(world, rig)
    return [line(id, organization), { token: world.owner.token, ...(body && { body: body() }) }]
  }

const onOrganization =
  (method: string, body?: () => unknown): Write =>
  async ({ owner, organizations }) => {
    const among = method === "DELETE" ? organizations.slice(2) : organizations
    return [
      `${method} /organizations/${one(among) ?? "org_none"}`,
      { token: owner.token, ...(body && { body: body() }) },
    ]
  }

const update = onMember(
  (id, organization) => `PUT /users/${id}?organization_id=${organization}`,
  () =>
    one<unknown>([
      { role: one(["member", "guest", "admin"]) },
      { name: `Renamed ${text()}` },
      { metadata: { note: text() } },
      { external_id: text() },
      { expires_at: "2099-01-01T00:00:00Z" },
      { status: "suspended" },
      { status: "active" },
    ]),
)

const enter: Write = async ({ owner, organizations }) => {
  const body = {
    email: newAddress("entered"),
    name: `Entered ${text()}`,
    role: "member",
    organization_id: one(organizations),
  }
  return ["POST /users", { token: owner.token, body }]
}

const profile: Write = async ({ people }) => {
  const body = one<unknown>([
    { name: `Self ${text()}` },
    { bio: text() },
    { avatar_url: `https://example.com/${text()}.png` },
  ])
  return ["PUT /users/me", { token: one(people).token, body }]
}

const found: Write = async ({ owner }) => [
  "POST /organizations",
  { token: owner.token, body: { name: `New ${text()}` } },
]
const close: Write = async ({ people }) => ["DELETE /users/me", { token: one(people).token, body: { password } }]
const admin = (method: string): Write => onMember((id) => `${method} /tenants/{tenant}/admins/${id}`)

const writes: Write[] = [
  ...[update, update, update, enter, enter, profile, profile, close, found],
  onMember((id, organization) => `DELETE /organizations/${organization}/users/${id}`),
  onMember((id) => `DELETE /users/${id}`),
  ...[0, 1].map(() => onMember((id, organization) => `POST /users/${id}/restore?organization_id=${organization}`)),
  onOrganization("PUT", () => one<unknown>([{ name: `Named ${text()}` }, { metadata: { note: text() } }])),
  onOrganization("DELETE"),
  admin("PUT"),
  admin("DELETE"),
]

/** One write, at either server. Some are refused. */
export async function write(rig: Rig, world: World): Promise<Answer> {
  const [line, options] = await one(writes)(world, rig)
  const answer = await send(one(rig.origins), line.replace("{tenant}", world.tenantId), options)
  world.writes++
  if (line === "POST /organizations" && answer.status === 201) world.organizations.push(String(answer.data.id))
  if (answer.status === 401) await signInAgain(rig, world, options.token)
  return answer
}

/** A person whose sessions ended, because they closed the account or were removed: signing in restores the account. */
async function signInAgain(rig: Rig, { people }: World, token: string): Promise<void> {
  const person = people.find((known) => known.token === token)
  if (!person) return
  const answer = await send(one(rig.origins), "POST /auth/login", { body: { email: person.email, password } })
  if (answer.status === 200) person.token = String(answer.data.token)
}
