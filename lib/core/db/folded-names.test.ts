import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../../e2e/mail/test-database"
import { listApiKeys } from "../../api-keys/read"
import { ApiKeyQuery } from "../../api-keys/schema"
import { ApplicationQuery } from "../../applications/schema"
import { listApplications } from "../../applications/service"
import { refoldAll } from "../../housekeeping/names"
import { listInvites } from "../../invites/list"
import { InviteQuery } from "../../invites/schema"
import { listOrganizations } from "../../organizations/read"
import { OrganizationQuery } from "../../organizations/schema"
import { listTenants } from "../../tenants/read"
import { TenantQuery } from "../../tenants/schema"
import type { Actor } from "../identity/authorize"
import type { UserCaller } from "../identity/caller"
import { db } from "./client"
import { foldedName } from "./folded-names"

let database: Awaited<ReturnType<typeof ownDatabase>>
const tenantId = "ten_1"
const organizationId = "org_1"
const name = "Łódź Straße 小明"

beforeAll(async () => {
  database = await ownDatabase()
  // As a version without copies wrote them.
  await db().tenant.create({ data: { id: tenantId, name } })
  await db().organization.create({ data: { tenantId, id: organizationId, name } })
  const creator = { creatorType: "user", creatorId: "user_1", creatorName: "Ada" }
  const invited = { email: "a@example.com", role: "member", expiresAt: new Date(Date.now() + 60_000), ...creator }
  const key = { role: "member", lastFour: "Xk3m", creatorId: "user_1" }
  await db().apiKey.create({ data: { tenantId, organizationId, id: "key_1", name, ...key } })
  await db().application.create({
    data: { tenantId, organizationId, id: "app_1", name, type: "spa", authMethod: "none" },
  })
  await db().invite.create({ data: { tenantId, organizationId, id: "inv_1", name, ...invited } })
})
afterAll(() => database.drop())

const actor = { tenantId, organizationId: null, caller: { kind: "user" } } as unknown as Actor<"organizations:read">
const inviter = { tenantId, organizationId } as unknown as Actor<"invites:read">
const admin = { tenantId, organizationId, role_rank: "admin" } as unknown as Actor<"api_keys:read"> &
  Actor<"applications:read">
const root = { superAdmin: true } as unknown as UserCaller

/** How many tenants, organizations, invites, API keys and applications a search finds. */
async function found(q: string): Promise<number[]> {
  const pages = [
    await listTenants(root, TenantQuery.parse({ q })),
    await listOrganizations(actor, OrganizationQuery.parse({ q })),
    await listInvites(inviter, InviteQuery.parse({ q })),
    await listApiKeys(admin, ApiKeyQuery.parse({ q })),
    await listApplications(admin, ApplicationQuery.parse({ q })),
  ]
  return pages.map(({ rows }) => rows.length)
}

const everywhere = [1, 1, 1, 1, 1]
const nowhere = [0, 0, 0, 0, 0]

test("searches of tenants, organizations, invitations, API keys and applications fold as those of members do, also what an older version wrote (U-14)", async () => {
  expect(await found("lodz")).toEqual(nowhere)
  await refoldAll()
  for (const q of ["lodz", "LÓDZ", "ŁÓDŹ", "strasse", "straße", "明", "小明"])
    expect(await found(q), q).toEqual(everywhere)
  expect(await found("\u200b\u0301")).toEqual(nowhere)
  expect(await found("basel")).toEqual(nowhere)
})

test("a copy that is no longer the name's is folded anew, and kept only where the name is not plain ASCII (U-14)", async () => {
  await db().organization.updateMany({ where: { tenantId }, data: { name: "Basel Works" } })
  await refoldAll()
  expect(await db().organization.findFirst({ where: { tenantId } })).toMatchObject({ search: null })
  const { rows } = await listOrganizations(actor, OrganizationQuery.parse({ q: "BASEL w" }))
  expect(rows).toHaveLength(1)
  expect([foldedName("Basel"), foldedName(null), foldedName("Zürich")]).toEqual([null, null, "zurich"])
})
