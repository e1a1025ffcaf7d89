import { execFile } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { origin } from "./document"
import { expect, newAddress, test } from "./fixtures"

const run = promisify(execFile)
const root = fileURLToPath(new URL("..", import.meta.url))
const tool = (path: string, ...args: string[]) =>
  run(process.execPath, [join(root, "node_modules", path), ...args], {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  })

let folder: string
let document: string

test.beforeAll(async () => {
  const cache = join(root, "node_modules/.cache")
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, "generated-client-"))
  document = join(folder, "openapi.json")
  writeFileSync(document, await (await fetch(`${origin()}/api/v1/openapi.json`)).text())
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("the document – a strict validator has no findings", async () => {
  const { stdout, stderr } = await tool("@redocly/cli/bin/cli.js", "lint", "--extends=recommended-strict", document)
  expect(`${stdout}${stderr}`).toContain("Your API description is valid")
  expect(`${stdout}${stderr}`).not.toMatch(/\d+ (warning|error)/)
})

const client = (address: string, email: string) => `
import createClient from "openapi-fetch"
import type { paths } from "./schema"

const api = createClient<paths>({ baseUrl: ${JSON.stringify(`${address}/api/v1`)} })
const { data: signedIn } = await api.POST("/auth/login", {
  body: { email: "admin@example.com", password: "nanostack-demo", organization_id: "org_123" },
})
if (!signedIn) throw new Error("no sign-in")
const headers = { authorization: "Bearer " + signedIn.data.token }
const names = new Set<string>()
let cursor: string | undefined
do {
  const { data: page } = await api.GET("/organizations/{id}/users", {
    headers,
    params: { path: { id: "org_123" }, query: { limit: 25, ...(cursor ? { cursor } : {}) } },
  })
  if (!page) throw new Error("no page")
  for (const { id } of page.data) names.add(id)
  cursor = page.pagination.next_cursor ?? undefined
} while (cursor)
const { data: invite, error } = await api.POST("/organizations/{id}/invites", {
  headers,
  params: { path: { id: "org_123" } },
  body: { email: ${JSON.stringify(email)}, role: "member" },
})
if (!invite) throw new Error(error?.error.message)
console.log(JSON.stringify({ role: signedIn.data.user.role, members: names.size, status: invite.data.status }))
`

test("a client from an independent generator compiles, signs in, lists members across pages and invites", async () => {
  test.setTimeout(120_000)
  await tool(
    "openapi-typescript/bin/cli.js",
    document,
    "--default-non-nullable=false",
    "-o",
    join(folder, "schema.d.ts"),
  )
  const source = join(folder, "client.ts")
  writeFileSync(source, client(origin(), newAddress()))
  const strict = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "esnext"]
  await tool("typescript/bin/tsc", ...strict, "--moduleResolution", "bundler", "--types", "node", source)
  const { build } = await import("esbuild")
  const outfile = join(folder, "client.mjs")
  await build({ entryPoints: [source], outfile, bundle: true, platform: "node", format: "esm" })
  const { stdout } = await run(process.execPath, [outfile])
  const said = JSON.parse(stdout)
  expect(said).toMatchObject({ role: "admin", status: "pending" })
  expect(said.members).toBeGreaterThan(50)
})
