import { apiDocument, origin } from "./document"
import { api, expect, good, invite, join, newAddress, newTeam, newTenant, type Person, test } from "./fixtures"
import { makeKey } from "./samples"

type Versioned = { id: string; version: number }

const get = (path: string, token: string, headers: Record<string, string> = {}) =>
  fetch(`${origin()}/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })

test("GET and PUT – the ETag is the version: If-None-Match gets 304, If-Match guards a change (P-16)", async () => {
  const { owner, organizationId, member } = await newTeam()
  const { id } = await invite(owner, newAddress())
  const paths = [
    `/organizations/${organizationId}`,
    `/users/${member.id}?organization_id=${organizationId}`,
    `/organizations/${organizationId}/invites/${id}`,
  ]
  for (const path of paths) {
    const first = await get(path, owner.token)
    const { data } = await first.json()
    const tag = `"${data.version}"`
    expect([first.headers.get("etag"), first.headers.get("cache-control")], path).toEqual([tag, "no-store"])
    for (const known of [tag, `W/${tag}`, `"0", ${tag}`, "*"]) {
      const again = await get(path, owner.token, { "if-none-match": known })
      expect([again.status, again.headers.get("etag"), await again.text()], `${path} ${known}`).toEqual([304, tag, ""])
    }
    expect((await get(path, owner.token, { "if-none-match": `"${data.version + 1}"` })).status, path).toBe(200)
  }
  const path = `/organizations/${organizationId}`
  const { version } = good(await owner.send<Versioned>(`GET ${path}`))
  const changed = await owner.send<Versioned>(
    `PUT ${path}`,
    { name: "New" },
    { headers: { "if-match": `"${version}"` } },
  )
  expect([changed.status, changed.headers.get("etag")]).toEqual([200, `"${version + 1}"`])
  expect((await get(path, owner.token, { "if-none-match": `"${version}"` })).status).toBe(200)
  // Proxies that compress make it weak.
  const weak = { headers: { "if-match": `W/"${version + 1}"` } }
  expect((await owner.send(`PUT ${path}`, { name: "Newer" }, weak)).status).toBe(200)
})

/** Where something is, how it changes, and where its version is read, if not there. */
type Target = { path: string; change: [string, unknown]; shown?: string }

/** Creates something that has a version, each time anew, and changes it. */
const versioned: Record<string, (owner: Person) => Promise<Target>> = {
  "/organizations/{id}": async (owner) => {
    const { id } = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" }))
    return { path: `/organizations/${id}`, change: ["PUT", { name: "Annex, renamed" }] }
  },
  "/organizations/{id}/users/{user_id}": async (owner) => {
    const { id, organizationId } = await join(owner, "member")
    const path = `/organizations/${organizationId}/users/${id}`
    return { path, change: ["PUT", { role: "guest" }], shown: `/users/${id}` }
  },
  "/users/{id}": async (owner) => {
    const { id } = await join(owner, "member")
    return { path: `/users/${id}`, change: ["PUT", { role: "guest" }] }
  },
  "/organizations/{id}/invites/{invite_id}": async (owner) => {
    const { id, organization_id } = await invite(owner, newAddress())
    return { path: `/organizations/${organization_id}/invites/${id}`, change: ["POST", "/resend"] }
  },
  "/roles/{key}": async (owner) => {
    const { key } = good(
      await owner.send<{ key: string }>("POST /roles", { key: "sales", name: "Sales", based_on: "member" }),
    )
    return { path: `/roles/${key}`, change: ["PUT", { name: "Sales team" }] }
  },
  "/permissions/{name}": async (owner) => {
    good(await owner.send("POST /permissions", { name: "sales:read" }))
    const path = "/permissions/sales:read"
    return { path, change: ["PUT", { description: "Reads sales" }], shown: "/permissions" }
  },
  "/apis/{id}": async (owner) => {
    const { id } = good(await owner.send<{ id: string }>("POST /apis", { name: "Orders" }))
    return { path: `/apis/${id}`, change: ["PUT", { name: "All orders" }] }
  },
  "/applications/{id}": async (owner) => {
    const input = { name: "Shop", type: "spa", redirect_uris: ["https://shop.example.com/"] }
    const { id } = good(await owner.send<{ id: string }>("POST /applications", input))
    return { path: `/applications/${id}`, change: ["PUT", { name: "Shop, renamed" }] }
  },
}

for (const [template, create] of Object.entries(versioned))
  test(`DELETE ${template} with a stale If-Match – 412, and nothing is deleted (R-063)`, async () => {
    const owner = await newTenant()
    const { path, change, shown = path } = await create(owner)
    const [how, with_] = change
    const read = async () =>
      [good(await owner.send<Versioned | Versioned[]>(`GET ${shown}`))].flat().at(-1)?.version ?? 0
    const version = await read()
    good(
      typeof with_ === "string"
        ? await owner.send(`${how} ${path}${with_}`)
        : await owner.send(`${how} ${path}`, with_),
    )
    const seen = (n: number) => ({ headers: { "if-match": `"${n}"` } })
    expect((await owner.send(`DELETE ${path}`, undefined, seen(version))).outcome).toBe("412 version_conflict")
    const now = await read()
    expect(now).toBeGreaterThan(version)
    expect((await owner.send(`DELETE ${path}`, undefined, seen(now))).status).toBe(204)
  })

test("every change of an object with a version – takes If-Match, or says why it does not", async () => {
  const { paths, components } = await apiDocument()
  /** Operations that prove who asks by the password, or decide about something else than the object. */
  const without = ["DELETE /users/me", "PUT /users/me/password"]
  const shown = Object.entries(paths).filter(([, { get }]) => {
    const content = get?.responses["200"]?.content?.["application/json"]
    const text = JSON.stringify(content ?? {})
    const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = ""]) => name)
    return !text.includes("pagination") && names.some((name) => components.schemas[name]?.properties?.version)
  })
  expect(shown.length).toBeGreaterThan(8)
  const missing = shown.flatMap(([path, methods]) =>
    ["put", "patch", "delete"].flatMap((method) => {
      const operation = methods[method]
      const takes = operation?.parameters?.some(({ name }) => name === "If-Match")
      const line = `${method.toUpperCase()} ${path}`
      return operation && !takes && !without.includes(line) ? [line] : []
    }),
  )
  expect(missing).toEqual([])
  const deletes = shown.filter(([, methods]) => methods.delete).map(([path]) => path)
  expect(deletes.filter((path) => !versioned[path] && path !== "/users/me" && path !== "/tenants/{id}")).toEqual([])
})

test("GET /users/me – no 304, since role and permissions have no part in the version (P-16)", async ({ team }) => {
  const first = await get("/users/me", team.member.token)
  const tag = first.headers.get("etag") ?? ""
  expect(tag).toMatch(/^"\d+"$/)
  expect((await get("/users/me", team.member.token, { "if-none-match": tag })).status).toBe(200)
})

test("If-Match without quotes – 422 says so, instead of a conflict (P-13)", async ({ team }) => {
  for (const sent of ["3", "nonsense", '"3', '"3", "4"'])
    expect(
      (await team.member.send("PUT /users/me", { bio: "Hello" }, { headers: { "if-match": sent } })).error.fields,
      sent,
    ).toMatchObject([{ field: "If-Match", code: "invalid" }])
})

test("lists, exports and the document – compressed by Brotli or gzip; sign-in, single objects and secrets never (P-16)", async ({
  team,
}) => {
  const { token } = team.owner
  const codings: [string, string][] = [
    ["br, gzip", "br"],
    ["gzip", "gzip"],
    ["gzip;q=1, br;q=0.5", "gzip"],
    ["*", "br"],
  ]
  const compressed = ["/audit-events", "/users?limit=100", "/openapi.json", "/users/me/export"]
  for (const path of compressed) {
    const plain = await get(path, token, { "accept-encoding": "identity" })
    expect([plain.headers.get("content-encoding"), plain.headers.get("vary")], path).toEqual([
      null,
      "Origin, Accept-Encoding",
    ])
    const size = (await plain.text()).length
    expect(size).toBeGreaterThan(1024)
    for (const [accepted, coding] of codings) {
      const response = await get(path, token, { "accept-encoding": accepted })
      expect([response.headers.get("content-encoding"), response.headers.get("vary")], path).toEqual([
        coding,
        "Origin, Accept-Encoding",
      ])
      // The client decompresses it.
      expect(await response.text()).toContain("{")
      const length = Number(response.headers.get("content-length") ?? 0)
      expect(length).toBeLessThan(size)
    }
    expect(
      (await get(path, token, { "accept-encoding": "br;q=0, identity" })).headers.get("content-encoding"),
    ).toBeNull()
  }
  const csv = await get("/audit-events", token, { accept: "text/csv", "accept-encoding": "gzip" })
  expect([csv.headers.get("content-encoding"), (await csv.text()).includes("created_at")]).toEqual(["gzip", true])
  const body = { email: team.member.email, password: team.member.password }
  const all = { "accept-encoding": "br, gzip" }
  const secret = { name: "Compression", role: "guest", permissions: [] }
  for (const answer of [
    await api("POST /auth/login", { body, headers: all }),
    await team.owner.send("POST /api-keys", secret, { headers: all }),
    await team.owner.send(`GET /organizations/${team.organizationId}`, undefined, { headers: all }),
  ])
    expect(answer.headers.get("content-encoding")).toBeNull()
})

test("GET /openapi.json – an ETag of its content", async () => {
  const first = await fetch(`${origin()}/api/v1/openapi.json`)
  const headers = { "if-none-match": first.headers.get("etag") ?? "" }
  expect((await fetch(`${origin()}/api/v1/openapi.json`, { headers })).status).toBe(304)
  expect((await fetch(`${origin()}/api/v1/openapi.json`, { headers: { "if-none-match": '"x"' } })).status).toBe(200)
})

test("PATCH – the same as PUT: what is not sent stays, and null clears (P-16)", async () => {
  const { owner, organizationId } = await newTeam()
  const person = await join(owner, "member")
  const patched = good(
    await owner.send<Record<string, unknown>>(`PATCH /organizations/${organizationId}/users/${person.id}`, {
      external_id: "crm-1",
      metadata: { plan: "pro" },
      expires_at: "2099-01-01T00:00:00Z",
    }),
  )
  expect(patched).toMatchObject({ external_id: "crm-1", metadata: { plan: "pro" }, role: "member" })
  const cleared = { external_id: null, metadata: null, expires_at: null }
  expect(good(await owner.send(`PATCH /users/${person.id}?organization_id=${organizationId}`, cleared))).toMatchObject({
    external_id: null,
    metadata: {},
    expires_at: null,
    role: "member",
  })
  expect(good(await person.send("PATCH /users/me", { bio: "Hello" }))).toMatchObject({ bio: "Hello" })
  expect(good(await person.send("PATCH /users/me", { bio: null }))).toMatchObject({ bio: null, name: person.name })
  expect(good(await owner.send(`PATCH /organizations/${organizationId}`, { metadata: { a: 1 } }))).toMatchObject({
    metadata: { a: 1 },
  })
  expect(good(await owner.send(`PATCH /organizations/${organizationId}`, { metadata: null }))).toMatchObject({
    metadata: {},
  })
})

test("errors – the ID of what is in the way, for those who may see it", async () => {
  const { owner, member, organizationId } = await newTeam()
  const path = `POST /organizations/${organizationId}/invites`
  const again = await owner.send(path, { email: member.email, role: "guest" })
  expect(again.error).toMatchObject({ code: "already_member", existing_id: member.id })
  const { id, email } = await invite(owner, newAddress())
  expect((await owner.send(path, { email, role: "guest" })).error).toMatchObject({
    code: "invite_already_pending",
    existing_id: id,
  })
  const key = await makeKey(owner.send, { name: "Blind", role: "admin", permissions: ["invites:write"] })
  const blind = await api(path, { body: { email, role: "guest" }, token: key.secret })
  expect([blind.error.code, Object.keys(blind.error)]).toEqual([
    "invite_already_pending",
    expect.not.arrayContaining(["existing_id"]),
  ])
})
