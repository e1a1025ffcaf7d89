import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { routes } from "../app/api/v1/routes"
import { apiDocument, operations, origin, type Row } from "./document"
import { api, expect, newTeam, type Person, type Team, test } from "./fixtures"
import { bodyOf, fill, makeKey, queryOf, targetsOf, unknownTargets } from "./samples"

const folder = fileURLToPath(new URL("../app/api/v1", import.meta.url))
const methodsOf = (file: object) =>
  Object.keys(file)
    .filter((name) => /^[A-Z]+$/.test(name))
    .sort()

test("the document – it has every route file and every method, and no other (S-275)", async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("route.ts"))
  const onDisk = files.map(
    (name) =>
      `/${name
        .replaceAll("\\", "/")
        .replace(/\/route\.ts$/, "")
        .replace(/\[(\w+)\]/g, "{$1}")}`,
  )
  expect([...Object.keys(routes), "/openapi.json"].sort()).toEqual(onDisk.sort())
  const served = Object.entries(routes).map(([path, file]) => [path, methodsOf(file)])
  const { paths, openapi } = await apiDocument()
  const documented = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.keys(methods)
      .map((m) => m.toUpperCase())
      .sort(),
  ])
  expect(openapi).toMatch(/^3\.1\./)
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(served))
})

test("the document – every operation has a unique ID, a summary, and an example of its body", async () => {
  const rows = await operations()
  expect(new Set(rows.map(({ operation }) => operation.operationId)).size).toBe(rows.length)
  const bare = []
  for (const row of rows) {
    const body = await bodyOf(row, unknownTargets)
    if (body && Object.keys(body).length === 0 && row.fields.length > 0 && row.path !== "/auth/logout")
      bare.push(`${row.method} ${row.path}`)
  }
  expect(bare).toEqual([])
})

test("every operation – its example, sent unchanged, gets a documented response", async () => {
  const team = await newTeam()
  const targets = await targetsOf(team)
  for (const row of await operations()) {
    const query = queryOf(row.operation, targets)
    const body = await bodyOf(row, targets)
    // The request helper checks each against the document.
    await team.admin.send(`${row.method} ${fill(row.path, targets)}?${query}`, body)
    await team.owner.send(`${row.method} ${fill(row.path, targets)}?${query}`, body)
    await api(`${row.method} ${fill(row.path, targets)}`, { body })
  }
})

test("every path – another method is 405 and lists the supported ones", async () => {
  for (const [path, file] of Object.entries(routes)) {
    const { headers, outcome } = await api(`PURGE ${fill(path, unknownTargets)}`)
    expect(outcome, path).toBe("405 method_not_allowed")
    const allowed = (headers.get("allow") ?? "")
      .split(", ")
      .filter((method) => method !== "HEAD" && method !== "OPTIONS")
    expect(allowed.sort(), path).toEqual(methodsOf(file))
  }
})

type Sender = (row: Row) => Person["send"]

async function senders(team: Team, root: Person): Promise<Sender> {
  const key = await makeKey(team.owner.send, { name: "Contract", role: "guest", permissions: [] })
  return ({ operation }) => {
    if (operation["x-permission"] === "api_key")
      return (line, body, options) => api(line, { body, token: key.secret, ...options })
    return operation["x-permission"] === "super_admin" ? root.send : team.owner.send
  }
}

/** Returns operations with a JSON body, each with a permitted sender. */
async function withBody(team: Team, root: Person) {
  const send = await senders(team, root)
  const targets = await targetsOf(team)
  const rows = (await operations()).filter(({ operation }) => operation.requestBody?.content["application/json"])
  expect(rows.length).toBeGreaterThan(10)
  return rows.map((row) => ({
    line: `${row.method} ${fill(row.path, targets)}?${queryOf(row.operation, targets)}`,
    send: send(row),
    row,
  }))
}

test("every body – over its limit it is 413, with and without Content-Length (S-232)", async ({ team, root }) => {
  const text = JSON.stringify({ name: "x".repeat(70_000) })
  for (const { line, send, row } of await withBody(team, root)) {
    const over = JSON.stringify({ name: "x".repeat(row.operation["x-max-body-bytes"] ?? 0) })
    expect((await send(line, undefined, { text: over })).outcome, line).toBe("413 body_too_large")
  }
  const stream = new Blob([text]).stream()
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: stream, duplex: "half" }
  expect((await fetch(`${origin()}/api/v1/auth/login`, request as RequestInit)).status).toBe(413)
})

test("every body – what is not application/json in UTF-8 is 415 (S-236), however its charset is spelled (P-13)", async ({
  team,
  root,
}) => {
  const types = [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-7",
    "multipart/form-data; boundary=x",
  ]
  for (const { line, send, row } of await withBody(team, root))
    for (const type of types.filter((type) => !row.operation["x-media-types"]?.includes(type)))
      expect(
        (await send(line, undefined, { text: "{}", headers: { "content-type": type } })).outcome,
        `${line} ${type}`,
      ).toBe("415 unsupported_media_type")
  for (const type of [
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON;charset=UTF-8",
    "application/json; charset=utf8",
  ])
    expect((await api("POST /auth/login", { text: "{}", headers: { "content-type": type } })).status, type).toBe(422)
})

test("every body – what is not JSON is 400, and so is deep nesting (S-233)", async ({ team, root }) => {
  const bad = ["{", "nul", "{'a':1}", "[".repeat(20_000), `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`]
  for (const { line, send } of await withBody(team, root))
    for (const text of bad)
      expect((await send(line, undefined, { text })).outcome, `${line} ${text.slice(0, 20)}`).toBe("400 invalid_json")
})

test("every body – an unknown field is reported, and so is every invalid one", async ({ team, root }) => {
  for (const { line, send, row } of await withBody(team, root)) {
    const own = row.fields.filter((name) => name !== "organization_id" && name !== "tenant_id")
    const body = { ...Object.fromEntries(own.map((name) => [name, { startsWith: "" }])), zz_unknown: true }
    const { outcome, error } = await send(line, body)
    expect(outcome, line).toBe("422 validation_failed")
    const named = (error.fields ?? []).map(({ field }) => field.split(".")[0])
    // `metadata` and bulk defaults may be any object.
    const anything = ["metadata", "defaults"]
    expect(named, line).toEqual(
      expect.arrayContaining([...own.filter((name) => !anything.includes(name)), "zz_unknown"]),
    )
    for (const field of error.fields ?? []) expect(field.message.length, `${line} ${field.field}`).toBeGreaterThan(5)
  }
})

test("every body – an array, a text and null are not objects", async ({ team, root }) => {
  for (const { line, send } of await withBody(team, root))
    for (const text of ["[]", '"text"', "null", "1", "true"])
      expect((await send(line, undefined, { text })).outcome, `${line} ${text}`).toBe("422 validation_failed")
})

test("POST /auth/register – every invalid field is listed with a code and a message", async () => {
  const { error } = await api("POST /auth/register", {
    body: { email: "no", name: "", role: "admin", organization_id: 7 },
  })
  const codes = Object.fromEntries((error.fields ?? []).map(({ field, code }) => [field, code]))
  expect(codes).toEqual({
    email: "invalid",
    name: "too_short",
    password: "required",
    role: "unknown_field",
    organization_id: "invalid_type",
  })
})
