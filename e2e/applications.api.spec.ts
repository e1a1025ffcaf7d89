import { api, expect, good, test } from "./fixtures"
import { newApp } from "./oidc"

type Application = { id: string; version: number; redirect_uris: string[] }

test("POST /applications – a web application has a secret, shown once; public ones have none", async ({ team }) => {
  const web = await newApp(team.owner)
  expect(web.secret).toMatch(/^nss_/)
  expect((await newApp(team.owner, { type: "spa" })).secret).toBeUndefined()
  const read = await team.owner.send<Application>(`GET /applications/${web.id}`)
  expect(read.text).not.toContain("nss_")
  expect(good(read)).toMatchObject({ id: web.id, status: "active", version: 1 })
})

test("POST /applications – redirect URIs are exact addresses of a kind that fits the type", async ({ team }) => {
  const bad = {
    web: [
      "http://shop.example.com/cb",
      "https://shop.example.com/cb#x",
      "https://u:p@shop.example.com/",
      "com.example:/cb",
    ],
    spa: [
      "https://shop.example.com./cb",
      "https://*.example.com/cb",
      "javascript:alert(1)",
      "https://SHOP.example.com/cb",
    ],
    native: [
      "data:text/html,x",
      "file:///etc/passwd",
      "shop:/cb",
      "http://shop.example.com/cb",
      "blob:https://x.example/1",
    ],
  }
  for (const [type, uris] of Object.entries(bad))
    for (const uri of uris) {
      const body = { name: "Shop", type, redirect_uris: [uri] }
      expect((await team.owner.send("POST /applications", body)).error.fields, uri).toMatchObject([
        { field: "redirect_uris.0", code: "invalid" },
      ])
    }
  const native = ["http://127.0.0.1/cb", "com.example.shop:/cb", "https://shop.example.com/cb"]
  expect((await newApp(team.owner, { type: "native", redirect_uris: native })).id).toMatch(/^app_/)
})

test("PUT /applications/{id} – of concurrent changes of one version, one succeeds", async ({ team }) => {
  const { id } = await newApp(team.owner)
  const change = (name: string) =>
    team.owner.send(`PUT /applications/${id}`, { name }, { headers: { "if-match": '"1"' } })
  const outcomes = (await Promise.all([change("One"), change("Two")])).map(({ outcome }) => outcome)
  expect(outcomes.sort()).toEqual(["200", "412 version_conflict"])
})

test("POST /applications/{id}/secrets – two at most, each revocable", async ({ team }) => {
  const { id } = await newApp(team.owner)
  const second = good(await team.owner.send<{ id: string }>(`POST /applications/${id}/secrets`, {}))
  expect((await team.owner.send(`POST /applications/${id}/secrets`, {})).outcome).toBe("422 validation_failed")
  good(await team.owner.send(`DELETE /applications/${id}/secrets/${second.id}`))
  expect((await team.owner.send(`DELETE /applications/${id}/secrets/${second.id}`)).outcome).toBe("404 not_found")
  expect(good(await team.owner.send<unknown[]>(`GET /applications/${id}/secrets`))).toHaveLength(1)
})

test("GET /applications – admins see their organization's, members nothing, other tenants nothing", async ({
  team,
  foreign,
}) => {
  const { id } = await newApp(team.owner, { tenant_wide: true })
  expect((await team.admin.send(`GET /applications/${id}`)).outcome).toBe("404 not_found")
  expect((await team.member.send("GET /applications")).outcome).toBe("403 permission_required")
  expect((await foreign.owner.send(`GET /applications/${id}`)).outcome).toBe("404 not_found")
  expect(
    (
      await team.admin.send("POST /applications", {
        name: "A",
        type: "spa",
        redirect_uris: ["https://a.example/"],
        tenant_wide: true,
      })
    ).outcome,
  ).toBe("403 permission_required")
  expect((await api("GET /applications")).outcome).toBe("401 unauthenticated")
})

test("GET /applications – `q` finds a part of a name in any spelling, also a changed one, and a client_id", async ({
  team,
}) => {
  const { id } = await newApp(team.owner, { name: "Łódź billing" })
  const other = await newApp(team.owner, { name: "Basel" })
  const found = async (q: string) =>
    good(await team.owner.send<Application[]>(`GET /applications?q=${encodeURIComponent(q)}`)).map((app) => app.id)
  expect(await found("lodz")).toEqual([id])
  expect(await found(other.id)).toEqual([other.id])
  good(await team.owner.send(`PUT /applications/${id}`, { name: "Genève billing" }))
  expect([await found("lodz"), await found("geneve")]).toEqual([[], [id]])
})

test("POST /apis – tenant admins only; a deleted one is no longer in applications", async ({ team }) => {
  expect((await team.admin.send("POST /apis", { name: "Orders" })).outcome).toBe("403 permission_required")
  const made = good(await team.owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Orders" }))
  expect(made.identifier).toBe(`urn:nanostack:${made.id}`)
  const app = await newApp(team.owner, { apis: [made.id] })
  good(await team.owner.send(`DELETE /apis/${made.id}`))
  expect(good(await team.owner.send<{ apis: string[] }>(`GET /applications/${app.id}`)).apis).toEqual([])
})
