import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import type { Actor } from "../core/identity/authorize"
import { UserQuery } from "../users/schema"
import { copies } from "./add"
import { listMembers } from "./list"
import { refoldNames } from "./refold"
import { suggestNames } from "./suggest"

let database: Awaited<ReturnType<typeof ownDatabase>>
const tenantId = "ten_1"
const organizationId = "org_1"

async function member(name: string, stored = {}) {
  const userId = `user_${await db().membership.count({ where: { tenantId } })}`
  const email = `${userId}@example.com`
  const key = { tenantId, organizationId, userId }
  await db().membership.create({ data: { ...key, role: "member", ...copies(name, email), ...stored } })
}

beforeAll(async () => {
  database = await ownDatabase()
  await db().tenant.create({ data: { id: tenantId, name: "T" } })
  await db().organization.create({ data: { tenantId, id: organizationId, name: "O" } })
  // As the previous version wrote them.
  await member("Łukasz", { nameSort: "łukasz", search: "łukasz user_0@example.com" })
  await member("王小明", { nameSort: "王小明", search: "王小明 user_1@example.com" })
  await member("Søren", { nameSort: "søren", search: "søren user_2@example.com" })
  await member("Zoë O’Hara")
  await member("Ada", { nameSort: "kept", search: "kept" })
})
afterAll(() => database.drop())

const actorIn = (organizationId: string, permissions: string[]) =>
  ({
    tenantId,
    organizationId,
    permissions: new Set(permissions),
    caller: { kind: "key" },
  }) as unknown as Actor<"users:read">

const names = async (q: string, permissions = ["users:write"]) => {
  const { rows } = await listMembers(actorIn(organizationId, permissions), UserQuery.parse({ q }))
  return rows.map((row) => row.name)
}

test("names that an older version folded are found and sorted once they are folded again (U-14)", async () => {
  expect(await names("lukasz")).toEqual([])
  expect(await refoldNames(tenantId)).toBe(3)
  expect(await refoldNames(tenantId)).toBe(0)
  expect(await names("lukasz")).toEqual(["Łukasz"])
  const rows = await db().membership.findMany({ where: { tenantId }, orderBy: { nameSort: "asc" } })
  expect(rows.map((row) => row.nameSort)).toEqual(["kept", "lukasz", "soren", "zoe o'hara", "王 小 明"])
  expect(rows.map((row) => row.version)).toEqual([1, 1, 1, 1, 1])
})

test.each([
  ["ŁUKASZ", "Łukasz"],
  ["lu", "Łukasz"],
  ["soren", "Søren"],
  ["Søren", "Søren"],
  ["小明", "王小明"],
  ["王小明", "王小明"],
  ["明", "王小明"],
  ["王", "王小明"],
  ["zoe o'h", "Zoë O’Hara"],
  ["ha", "Zoë O’Hara"],
  ["user_2@", "Søren"],
])("%j finds %s (U-14)", async (q, name) => {
  expect(await names(q)).toEqual([name])
})

test("readers who don't see addresses search names only, in the same way (U-14)", async () => {
  expect(await names("小明", [])).toEqual(["王小明"])
  expect(await names("王", [])).toEqual(["王小明"])
  expect(await names("user_2@", [])).toEqual([])
  expect(await names("\u0301", [])).toEqual([])
})

test.each<[string, string[], object?]>([
  ["lukazs", ["Łukasz"]],
  ["sören o", ["Søren"]],
  ["zoe ohara", ["Zoë O’Hara"]],
  ["小名", ["王小明"]],
  ["lu", []],
  ["nothing like it", []],
  ["lukazs", [], { role: "admin" }],
])("no name is %j; the nearest names are %j (U-25)", async (q, nearest, more = {}) => {
  expect(await suggestNames(actorIn(organizationId, []), UserQuery.parse({ q, ...more }))).toEqual(nearest)
})

test("the nearest names are from the same organization (U-25)", async () => {
  expect(await suggestNames(actorIn("org_2", []), UserQuery.parse({ q: "lukazs" }))).toEqual([])
})
