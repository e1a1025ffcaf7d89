import { expect, test } from "vitest"
import { cut, failure, faultServer, html, page, type Reply } from "../../e2e/apps/fault-server"
import { NanostackClient } from "../server/src/index"

const user = (n: number) => ({ id: `user_${n}`, name: `User ${n}` })

async function server(...replies: Reply[]) {
  const { baseURL, seen } = await faultServer(...replies)
  return { users: new NanostackClient({ baseURL, apiKey: "nsk_test" }).users, seen }
}

async function idsOf(rows: AsyncIterable<{ id: string }>) {
  const ids: string[] = []
  for await (const { id } of rows) ids.push(id)
  return ids
}

test("a list follows its cursors to the end", async () => {
  const { users, seen } = await server(page([user(1), user(2)], "c1"), page([], "c2"), page([user(3)]))
  expect(await idsOf(users.list({ role: "admin" }))).toEqual(["user_1", "user_2", "user_3"])
  expect(seen.map(({ url }) => url)).toEqual([
    "/api/v1/users?role=admin&limit=100",
    "/api/v1/users?role=admin&limit=100&cursor=c1",
    "/api/v1/users?role=admin&limit=100&cursor=c2",
  ])
})

test("failures between pages lose no row and repeat none, even with more of them than a single call would retry", async () => {
  const faults = [cut, html(502), cut, failure(503, "unavailable", {}, { "retry-after": "0" })]
  const { users, seen } = await server(page([user(1)], "c1"), ...faults, page([user(2)], "c2"), cut, page([user(3)]))
  expect(await idsOf(users.list())).toEqual(["user_1", "user_2", "user_3"])
  expect(seen).toHaveLength(8)
})

test("nothing is requested before it is needed", async () => {
  const { users, seen } = await server(page([user(1), user(2)], "c1"))
  const list = users.list()
  expect(seen).toHaveLength(0)
  for await (const { id } of list) if (id === "user_2") break
  expect(seen).toHaveLength(1)
})

test("one page, with its pagination data", async () => {
  const { users, seen } = await server(page([user(1)], "c1"))
  const first = await users.list({ limit: 1 }).page()
  expect(first).toMatchObject({ success: true, data: [user(1)], pagination: { next_cursor: "c1", has_more: true } })
  await users.list({ limit: 1 }).page("c1")
  expect(seen.map(({ url }) => url)).toEqual(["/api/v1/users?limit=1", "/api/v1/users?limit=1&cursor=c1"])
})

test("page by page, starting at a cursor", async () => {
  const { users, seen } = await server(page([user(1)], "c2"), page([user(2)]))
  const pages = []
  for await (const { data } of users.list({ limit: 1, cursor: "c1" }).pages()) pages.push(data.length)
  expect(pages).toEqual([1, 1])
  expect(seen[0]?.url).toBe("/api/v1/users?limit=1&cursor=c1")
})

test("an error ends the loop as a NanostackError", async () => {
  const { users } = await server(page([user(1)], "c1"), failure(403, "permission_required"))
  await expect(idsOf(users.list())).rejects.toMatchObject({ name: "NanostackError", status: 403 })
})

test("a cancelled list sends no more requests", async () => {
  const { users, seen } = await server(page([user(1)], "c1"))
  const controller = new AbortController()
  const list = users.list({}, { signal: controller.signal })
  await expect(async () => {
    for await (const _ of list) controller.abort()
  }).rejects.toMatchObject({ code: "aborted" })
  expect(seen).toHaveLength(1)
})
