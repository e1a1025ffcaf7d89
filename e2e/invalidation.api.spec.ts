import { setTimeout as sleep } from "node:timers/promises"
import { channel } from "../lib/core/cache/change-message"
import { api, expect, good, join, type Team, test } from "./fixtures"
import { anotherServer } from "./servers"
import { type StallingProxy, stallingProxy } from "./stalling-proxy"

let other: Awaited<ReturnType<typeof anotherServer>>
let proxy: StallingProxy

test.beforeAll(async () => {
  proxy = await stallingProxy(String(process.env.DATABASE_URL), `LISTEN ${channel}`)
  other = await anotherServer({ DATABASE_URL: proxy.url, WORKER: "off" })
  await sleep(1_000)
})

test.afterAll(async () => {
  await other.stop()
  proxy.close()
})

/** The promised bound: within a second, a change on one server takes effect on every other. */
const bound = () => sleep(1_000)

const me = async (token: string, origin?: string) =>
  (await api("GET /users/me", { token, ...(origin && { origin }) })).status

/** Returns a person whom the other server has just cached. */
async function remembered(team: Team, role = "member") {
  const person = await join(team.owner, role)
  for (let i = 0; i < 3; i++) expect(await me(person.token, other.origin)).toBe(200)
  return person
}

/** Counts a message in the other server's log. */
const told = (words: string) => other.log().filter(({ msg }) => msg?.startsWith(words)).length

const remove = (team: Team, id: string) => team.owner.send(`DELETE /organizations/${team.organizationId}/users/${id}`)

test("a removed member loses access on the same server immediately, and on another within a second", async ({
  team,
}) => {
  const person = await remembered(team)
  expect(await me(person.token)).toBe(200)
  expect((await remove(team, person.id)).status).toBe(204)
  expect(await me(person.token)).toBe(401)
  await bound()
  expect(await me(person.token, other.origin)).toBe(401)
})

test("a demoted admin's next request is refused on another server within a second", async ({ team }) => {
  const person = await remembered(team, "admin")
  const asAdmin = () =>
    api(`GET /organizations/${team.organizationId}/invites`, { token: person.token, origin: other.origin })
  expect((await asAdmin()).status).toBe(200)
  good(await team.owner.send(`PUT /organizations/${team.organizationId}/users/${person.id}`, { role: "guest" }))
  await bound()
  expect((await asAdmin()).outcome).toBe("403 permission_required")
})

test("a revoked session is invalid on another server within a second", async ({ team }) => {
  const person = await remembered(team)
  expect((await api("POST /auth/logout", { body: { refresh_token: person.refreshToken } })).status).toBe(204)
  await bound()
  expect(await me(person.token, other.origin)).toBe(401)
})

test("a change takes effect within a second although the other server's listener was disconnected", async ({
  team,
}) => {
  const person = await remembered(team)
  proxy.cut()
  expect((await remove(team, person.id)).status).toBe(204)
  await bound()
  expect(await me(person.token, other.origin)).toBe(401)
})

test("a change takes effect within a second although the other server's listener has silently stalled, which it logs once", async ({
  team,
}) => {
  await sleep(1_000)
  const [unheard, again] = [told("not hearing changes"), told("hearing changes again")]
  const person = await remembered(team)
  proxy.stall()
  expect((await remove(team, person.id)).status).toBe(204)
  await bound()
  expect(await me(person.token, other.origin)).toBe(401)
  // Two attempts to hear changes again.
  await sleep(6_500)
  proxy.heal()
  await expect.poll(() => told("hearing changes again"), { timeout: 10_000 }).toBe(again + 1)
  expect(told("not hearing changes")).toBe(unheard + 1)
})

test("a new name is seen on another server within a second", async ({ team }) => {
  const person = await remembered(team)
  const name = `Nora ${team.canary}`
  good(await person.send("PUT /users/me", { name }))
  await bound()
  const seen = await api<{ name: string }>("GET /users/me", { token: person.token, origin: other.origin })
  expect(good(seen).name).toBe(name)
})
