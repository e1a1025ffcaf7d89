import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../../e2e/mail/test-database"
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
  await db().invite.create({ data: { tenantId, organizationId, id: "inv_1", name, ...invited } })
})
afterAll(() => database.drop())

const actor = { tenantId, organizationId: null, caller: { kind: "user" } } as unknown as Actor<"organizations:read">
const inviter = { tenantId, organizationId } as unknown as Actor<"invites:read">
const root = { superAdmin: true } as unknown as UserCaller

/** How many tenants, organizations and invites a search finds. */
async function found(q: string): Promise<number[]> {
  const pages = [
    await listTenants(root, TenantQuery.parse({ q })),
    await listOrganizations(actor, OrganizationQuery.parse({ q })),
    await listInvites(inviter, InviteQuery.parse({ q })),
  ]
  return pages.map(({ rows }) => rows.length)
}

const everywhere = [1, 1, 1]

test("searches of tenants, organizations and invitations fold as those of members do, also what an older version wrote (U-14)", async () => {
  expect(await found("lodz")).toEqual([0, 0, 0])
  await refoldAll()
  for (const q of ["lodz", "LÓDZ", "ŁÓDŹ", "strasse", "straße", "明", "小明"])
    expect(await found(q), q).toEqual(everywhere)
  expect(await found("\u200b\u0301")).toEqual([0, 0, 0])
  expect(await found("basel")).toEqual([0, 0, 0])
})

test("a copy that is no longer the name's is folded anew, and kept only where the name is not plain ASCII (U-14)", async () => {
  await db().organization.updateMany({ where: { tenantId }, data: { name: "Basel Works" } })
  await refoldAll()
  expect(await db().organization.findFirst({ where: { tenantId } })).toMatchObject({ search: null })
  const { rows } = await listOrganizations(actor, OrganizationQuery.parse({ q: "BASEL w" }))
  expect(rows).toHaveLength(1)
  expect([foldedName("Basel"), foldedName(null), foldedName("Zürich")]).toEqual([null, null, "zurich"])
})
