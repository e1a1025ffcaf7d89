import { operations } from "./document"
import { alike, expect, invite, join, newAddress, test } from "./fixtures"
import { bodyOf, fill, idsIn, queryOf, type Targets, targetsOf, unknownTargets } from "./samples"
import { snapshot } from "./snapshot"

/** Returns every combination of another tenant's IDs in a path: all of them, or only some beside one's own. */
function mixtures(path: string): (keyof Targets)[][] {
  const kinds = idsIn(path).map(({ kind }) => kind)
  return kinds.length < 2 ? kinds.map((kind) => [kind]) : [kinds, ...kinds.map((kind) => [kind])]
}

test("every ID in a path – another tenant's gets the response of an unknown one, and nothing changes (S-182, S-183)", async ({
  team,
  foreign,
}) => {
  const [own, theirs] = [await targetsOf(team), await targetsOf(foreign)]
  const before = await snapshot(foreign)
  let tried = 0
  for (const row of await operations()) {
    const { method, path, operation } = row
    for (const kinds of operation.security?.length === 0 ? [] : mixtures(path)) {
      const from = (source: Targets) => ({ ...own, ...Object.fromEntries(kinds.map((kind) => [kind, source[kind]])) })
      const body = await bodyOf(row, own)
      for (const person of [team.admin, team.owner]) {
        const what = `${method} ${path} with another tenant's ${kinds}`
        const known = await person.send(`${method} ${fill(path, from(theirs))}`, body)
        const unknown = await person.send(`${method} ${fill(path, from(unknownTargets))}`, body)
        expect(alike(known), what).toBe(alike(unknown))
        expect([403, 404], `${what}: ${known.text}`).toContain(known.status)
        expect(known.text).not.toContain(foreign.canary)
        tried++
      }
    }
  }
  expect(tried).toBeGreaterThan(20)
  expect(await snapshot(foreign)).toBe(before)
})

test("every organization_id and tenant_id in a query or body – another tenant's gets the response of an unknown one (S-184)", async ({
  team,
  foreign,
}) => {
  const [own, theirs] = [await targetsOf(team), await targetsOf(foreign)]
  const before = await snapshot(foreign)
  let tried = 0
  for (const row of await operations()) {
    const { method, path, operation } = row
    if (operation.security?.length === 0) continue
    const [bad, unknown] = [await bodyOf(row, theirs, true), await bodyOf(row, unknownTargets, true)]
    const query = [queryOf(operation, theirs), queryOf(operation, unknownTargets)]
    if (!query[0] && !(bad && ("organization_id" in bad || "tenant_id" in bad))) continue
    for (const person of [team.admin, team.owner]) {
      const answer = await person.send(`${method} ${fill(path, own)}?${query[0]}`, bad)
      expect(alike(answer), `${method} ${path}`).toBe(
        alike(await person.send(`${method} ${fill(path, own)}?${query[1]}`, unknown)),
      )
      expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(404)
      tried++
    }
  }
  expect(tried).toBeGreaterThan(4)
  expect(await snapshot(foreign)).toBe(before)
})

test("every list – it never shows another tenant's people, not by q, total or a cursor of theirs (S-186)", async ({
  team,
  foreign,
}) => {
  await invite(foreign.owner, newAddress("pending", foreign.canary), { name: `Ivo ${foreign.canary}` })
  await invite(foreign.owner, newAddress("pending", foreign.canary), { name: `Ina ${foreign.canary}` })
  const [own, theirs] = [await targetsOf(team), await targetsOf(foreign)]
  let lists = 0
  for (const { method, path, operation } of await operations()) {
    const parameters = (operation.parameters ?? []).map((p) => p.name)
    if (method !== "GET" || operation.security?.length === 0) continue
    for (const person of [team.guest, team.member, team.admin, team.owner, team.siblingAdmin]) {
      const seen = await person.send(`GET ${fill(path, own)}${parameters.includes("limit") ? "?limit=100" : ""}`)
      expect(seen.text, `GET ${path}`).not.toContain(foreign.canary)
    }
    if (!parameters.includes("cursor")) continue
    lists++
    const mine = fill(path, own)
    const all = await team.owner.send<unknown[]>(`GET ${mine}?total=true&limit=100`)
    if (all.status === 200 && !all.pagination.has_more)
      expect(all.pagination.total, `GET ${path}`).toBe(all.data.length)
    if (parameters.includes("q")) {
      const found = await team.owner.send(`GET ${mine}?q=${foreign.canary}&total=true`)
      expect(found, `GET ${path}`).toMatchObject({ status: 200, data: [], pagination: { total: 0, has_more: false } })
    }
    const { pagination } = await foreign.owner.send(`GET ${fill(path, theirs)}?limit=1`)
    if (!pagination?.next_cursor) continue
    const stolen = await team.owner.send(`GET ${mine}?cursor=${encodeURIComponent(pagination.next_cursor)}`)
    expect(stolen.text, `GET ${path} with another tenant's cursor`).not.toContain(foreign.canary)
  }
  expect(lists).toBeGreaterThan(2)
})

test("GET /users/{id} – serves the id in the path, whatever query and internal headers claim (S-004)", async ({
  team,
  foreign,
}) => {
  const headers = {
    "x-matched-path": `/api/v1/users/${foreign.member.id}`,
    "x-invoke-path": `/api/v1/users/${foreign.member.id}`,
    "x-original-url": `/api/v1/users/${foreign.member.id}`,
  }
  const answer = await team.admin.send<{ id: string }>(`GET /users/${team.member.id}`, undefined, { headers })
  expect(answer.data.id).toBe(team.member.id)
  for (const query of [`id=${foreign.member.id}`, `nxtPid=${foreign.member.id}`])
    expect((await team.admin.send(`GET /users/${team.member.id}?${query}`)).outcome).toBe("400 unknown_parameter")
})

test("a person in two tenants – each token only has access to its own tenant", async ({ team, foreign }) => {
  const person = await join(team.owner, "admin")
  const { token } = await invite(foreign.owner, person.email, { role: "admin" })
  const accepted = await person.send<{ token: string }>(`POST /invites/${token}/accept`, {})
  expect(accepted.status).toBe(200)
  const there = { token: accepted.data.token }
  expect((await person.send(`GET /organizations/${foreign.organizationId}/users`)).outcome).toBe("404 not_found")
  expect((await person.send(`GET /organizations/${foreign.organizationId}/users`, undefined, there)).status).toBe(200)
  expect((await person.send(`GET /organizations/${team.organizationId}/users`, undefined, there)).outcome).toBe(
    "404 not_found",
  )
})
