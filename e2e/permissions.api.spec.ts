import { defaultsOf, needsVerifiedEmail, outranks, type Requirement, type Role } from "../lib/core/identity/permissions"
import { operations, type Row } from "./document"
import { api, expect, join, type Person, register, signIn, type Team, test } from "./fixtures"
import { bodyOf, fill, makeKey, queryOf, type Targets, targetsOf, unknownTargets } from "./samples"

/** A caller, and their role where the request is sent. */
type Kind = {
  token?: string | undefined
  role: Role | null
  direct?: string[]
  key?: boolean
  unverified?: boolean
  dead?: boolean
  /** Whether their token is for no organization: requests that name none are rejected. */
  placeless?: boolean
}

// A parameter unknown to all operations is rejected after the permission and before anything is done.
const probe = "zz_probe=1"
const admitted = "400 unknown_parameter"

/** Returns the actual and expected responses of each operation. */
async function compare(kind: Kind, targets: Targets, chosen: (row: Row) => boolean = () => true) {
  const answers: Record<string, string> = {}
  const table: Record<string, string> = {}
  for (const row of (await operations()).filter(chosen)) {
    const { method, path, operation } = row
    const query = [queryOf(operation, targets), probe].filter(Boolean).join("&")
    const body = await bodyOf(row, targets)
    const { outcome } = await api(`${method} ${fill(path, targets)}?${query}`, { token: kind.token, body })
    answers[`${method} ${path}`] = outcome
    table[`${method} ${path}`] = expected(row, ofTenant(row, targets) ? inTenant(kind) : kind)
  }
  expect(Object.keys(answers).length).toBeGreaterThan(0)
  expect(answers).toEqual(table)
}

/** Whether an operation concerns a whole tenant, which only its admins have access to. */
const ofTenant = ({ path, operation }: Row, targets: Targets) =>
  path.startsWith("/tenants/{") || queryOf(operation, targets).startsWith("tenant_id")

const inTenant = (kind: Kind): Kind =>
  kind.role && outranks("tenant_admin", kind.role) ? { ...kind, role: null } : kind

function expected(row: Row, { token, role, direct, key, unverified, dead, placeless }: Kind): string {
  const { operation } = row
  if (operation.security?.length === 0) return admitted
  const right = operation["x-permission"] as Requirement | undefined
  if (!right) throw new Error(`${operation.operationId} is neither open to everybody nor asks for a permission`)
  if (token === undefined) return "401 unauthenticated"
  if (dead) return "401 invalid_token"
  if (right === "api_key") return key ? admitted : "403 permission_required"
  if (right === "self") return key ? "403 not_a_user" : admitted
  if (placeless && !names(row)) return "422 validation_failed"
  if (role === null) return "404 not_found"
  if (key && (/^(api_keys|applications):/.test(right) || /^\/apis/.test(row.path))) return "403 not_a_user"
  if (!(key ? holdsAsKey(right, role, direct) : holds(right, role, direct))) return "403 permission_required"
  return unverified && needsVerifiedEmail(right) ? "403 email_not_verified" : admitted
}

function holds(right: Requirement, role: Role, direct: string[] = []): boolean {
  if (right === "member") return true
  if (right === "tenant_admin" || right === "super_admin") return !outranks(right, role)
  return direct.includes(right) || (defaultsOf(role) as string[]).includes(right)
}

/** A key's role is only for comparisons: it includes no permissions. */
const holdsAsKey = (right: Requirement, role: Role, direct: string[] = []) =>
  right.includes(":") ? direct.includes(right) : holds(right, role)

/** Whether an operation names its organization or tenant, in path, query or body. */
const names = ({ path, operation, fields }: Row) =>
  /^\/(organizations|tenants)\/\{/.test(path) ||
  queryOf(operation, unknownTargets) !== "" ||
  fields.includes("organization_id")

const callers: Record<string, (team: Team, root: Person) => Kind> = {
  nobody: () => ({ role: null }),
  "a guest": ({ guest }) => ({ token: guest.token, role: "guest" }),
  "a member": ({ member }) => ({ token: member.token, role: "member" }),
  "an admin": ({ admin }) => ({ token: admin.token, role: "admin" }),
  "a tenant admin": ({ owner }) => ({ token: owner.token, role: "tenant_admin" }),
  "a super admin": (_, root) => ({ token: root.token, role: "super_admin", placeless: true }),
  "somebody suspended": ({ suspended }) => ({ token: suspended.token, role: null, dead: true }),
}

for (const [title, kind] of Object.entries(callers))
  test(`every operation in an organization – ${title} has access as the table says (S-181)`, async ({ team, root }) => {
    await compare(kind(team, root), await targetsOf(team))
  })

test("every operation in an organization – a guest with direct permissions has access to those too", async ({
  team,
}) => {
  const direct = ["billing:read", "invites:write", "users:read"]
  const { token } = await join(team.owner, "guest", { permissions: direct })
  await compare({ token, role: "guest", direct }, await targetsOf(team))
})

test("every operation in an organization – an account that is not verified reads only", async ({ team }) => {
  const owner = await register()
  const targets = { ...(await targetsOf(team)), organization: owner.organizationId, tenant: owner.tenantId }
  await compare({ token: owner.token, role: "tenant_admin", unverified: true }, targets, names)
})

test("every operation in another tenant – it is 404 for everyone but a super admin", async ({
  team,
  foreign,
  root,
}) => {
  const targets = await targetsOf(foreign)
  for (const { token } of [team.guest, team.admin, team.owner]) await compare({ token, role: null }, targets, names)
  await compare({ token: root.token, role: "super_admin" }, targets, names)
})

test("every operation in another organization of the tenant – it is 404 for its admins, not for a tenant admin", async ({
  team,
}) => {
  const targets = { ...(await targetsOf(team)), organization: team.siblingId }
  const inOrganization = (row: Row) => names(row) && !/tenant/.test(row.path + queryOf(row.operation, targets))
  await compare({ token: team.admin.token, role: null }, targets, inOrganization)
  await compare({ token: team.owner.token, role: "tenant_admin" }, targets, inOrganization)
})

test("every operation with an API key – it has access by its permissions and represents no person", async ({
  team,
  foreign,
}) => {
  const direct = ["invites:write", "users:read"]
  const key = await makeKey(team.owner.send, { name: "Probe", role: "member", permissions: direct })
  const asKey = (role: Role | null): Kind => ({ token: key.secret, role, direct, key: true })
  await compare(asKey("member"), await targetsOf(team))
  await compare(asKey(null), await targetsOf(foreign), names)
})

test("every operation with a token without organization – only self-service is allowed", async ({ team }) => {
  const { email, id } = await join(team.owner, "admin")
  await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${id}`)
  const { token, send } = await signIn(email)
  expect((await send<{ role: null }>("GET /users/me")).data).toMatchObject({
    role: null,
    organization_id: null,
    tenant_id: null,
  })
  const targets = await targetsOf(team)
  await compare({ token, role: null }, targets, names)
  for (const row of (await operations()).filter((row) => !names(row))) {
    const { method, path, operation } = row
    if (!operation["x-permission"] || operation["x-permission"] === "self") continue
    const answer = await send(`${method} ${fill(path, targets)}`, await bodyOf(row, targets))
    expect([403, 404, 422], `${method} ${path}: ${answer.text}`).toContain(answer.status)
  }
})
