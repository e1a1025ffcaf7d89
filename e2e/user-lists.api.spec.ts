import type { User } from "../lib/users/schema"
import { expect, good, invite, join, newAddress, newTeam, newTenant, test } from "./fixtures"

type Shown = Omit<User, "created_at"> & { created_at: string }

test("GET /users – pages are consecutive, and no one is missed or listed twice while rows come and go", async () => {
  const owner = await newTenant()
  const { organizationId } = owner
  const create = (name: string) =>
    owner.send<Shown>("POST /users", { email: newAddress(), name, role: "guest", organization_id: organizationId })
  const made = []
  for (let i = 0; i < 12; i++) made.push(good(await create(`Person ${String(i).padStart(2, "0")}`)))
  const names: string[] = []
  let cursor = ""
  for (let page = 0; page < 10; page++) {
    const answer = await owner.send<Shown[]>(`GET /users?limit=3&sort=name${cursor && `&cursor=${cursor}`}`)
    names.push(...answer.data.map(({ name }) => name))
    if (page === 0) {
      good(await create("Aaron, before all of them"))
      await owner.send(`DELETE /organizations/${organizationId}/users/${made[1]?.id}`)
    }
    if (!answer.pagination.has_more) break
    cursor = encodeURIComponent(String(answer.pagination.next_cursor))
  }
  const later = names.filter((name) => name.startsWith("Person"))
  expect(later).toEqual([...new Set(later)].sort())
  for (const { name } of made.slice(2)) expect(later).toContain(name)
  expect(names).not.toContain("Aaron, before all of them")
})

test("GET /users – sort order, filters and total are consistent", async () => {
  const team = await newTeam()
  const all = await team.owner.send<Shown[]>("GET /users?limit=100&total=true&sort=name")
  const down = await team.owner.send<Shown[]>("GET /users?limit=100&sort=-name")
  expect(all.pagination.total).toBe(all.data.length)
  expect(down.data.map((row) => row.id + row.organization_id)).toEqual(
    all.data.map((row) => row.id + row.organization_id).reverse(),
  )
  const suspended = await team.owner.send<Shown[]>("GET /users?status=suspended")
  expect(suspended.data.map(({ id }) => id)).toContain(team.suspended.id)
  expect(suspended.data.map(({ id }) => id)).not.toContain(team.member.id)
  const admins = await team.owner.send<Shown[]>("GET /users?role=admin&limit=100")
  expect(admins.data.map(({ id }) => id)).toContain(team.admin.id)
  expect(admins.data.map(({ id }) => id)).not.toContain(team.member.id)
  const cursor = (await team.owner.send("GET /users?limit=1&sort=name")).pagination.next_cursor
  expect((await team.owner.send(`GET /users?sort=created_at&cursor=${cursor}`)).outcome).toBe("422 validation_failed")
})

test("GET /users – one or two characters match beginnings of words, three and more any part", async () => {
  const owner = await newTenant()
  good(
    await owner.send("POST /users", {
      email: "xaver.qwerty@example.com",
      name: "Ludmila Kowalczyk",
      role: "guest",
      organization_id: owner.organizationId,
    }),
  )
  const found = async (q: string) =>
    good(await owner.send<Shown[]>(`GET /users?q=${encodeURIComponent(q)}`)).some(
      ({ name }) => name === "Ludmila Kowalczyk",
    )
  expect(await Promise.all(["lu", "KO", "k", "xa", "walc", "wer", "LUDMILA kow"].map(found))).toEqual(
    Array(7).fill(true),
  )
  expect(await Promise.all(["wa", "ud", "%", "lud%", "kow_l", "ludmilla"].map(found))).toEqual(Array(6).fill(false))
})

test("GET /users – a tenant admin sees the tenant, a person in two organizations twice", async ({ team }) => {
  const person = await join(team.owner, "guest")
  const { token } = await invite(team.owner, person.email, { role: "member" }, team.siblingId)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  const rows = good(await team.owner.send<Shown[]>(`GET /users?q=${encodeURIComponent(person.email)}`))
  expect(rows.map(({ organization_id, role }) => [organization_id, role]).sort()).toEqual(
    [
      [team.organizationId, "guest"],
      [team.siblingId, "member"],
    ].sort(),
  )
  expect(good(await team.admin.send<Shown[]>(`GET /users?q=${encodeURIComponent(person.email)}`))).toHaveLength(1)
})
