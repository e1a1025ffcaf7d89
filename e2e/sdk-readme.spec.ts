import type { Page } from "@playwright/test"
import { guide, guideExample, project, snippets, tool, write } from "./apps/apps"
import { type Running, serveFolder, startNode } from "./apps/processes"
import { origin } from "./document"
import { expect, good, join, newAddress, newTenant, type Person, password, test } from "./fixtures"
import { newApp, signInTo } from "./oidc"
import { makeKey } from "./samples"

type Name = "client" | "server"

/** Files that a README shows, by path. */
const filesOf = (name: Name): Record<string, string> =>
  Object.fromEntries(snippets(name).flatMap(({ file, text }) => (file ? [[file, text]] : [])))

/** Returns those that `wanted` selects; they have to exist. */
function pick(name: Name, wanted: (path: string) => boolean): Record<string, string> {
  const files = Object.entries(filesOf(name)).filter(([path]) => wanted(path))
  expect(files).not.toEqual([])
  return Object.fromEntries(files)
}

const keyFor = async (owner: Person, permissions: string[]) =>
  (await makeKey(owner.send, { name: "README", role: "admin", permissions })).secret

/** An API of an owner's, with an access token for it and a key to check it. */
async function tokenForApi(owner: Person) {
  const permissions = ["orders:read"]
  const { id, identifier } = good(await owner.send<Api>("POST /apis", { name: "Orders", permissions }))
  const app = await newApp(owner, { apis: [id] })
  const { tokens } = await signInTo(owner, app, { resource: identifier })
  const apiKey = await keyFor(owner, ["revocations:read"])
  return { baseURL: origin(), apiKey, audience: identifier, accessToken: tokens.access_token }
}

type Api = { id: string; identifier: string }

const bearer = ({ token }: { token: string }) => ({ headers: { authorization: `Bearer ${token}` } })

test("the READMEs' files are all run here", () => {
  expect(Object.keys(filesOf("client"))).toEqual([
    "src/nanostack.ts",
    "src/main.tsx",
    "src/App.tsx",
    "app/providers.tsx",
    "app/layout.tsx",
    "app/page.tsx",
  ])
  expect(Object.keys(filesOf("server"))).toEqual([
    "lib/nanostack.ts",
    "app/api/members/route.ts",
    "pages/api/whoami.ts",
    "express.js",
    "hono.js",
  ])
})

/** Makes the API unreachable for a page, as when the server is down. */
const away = (page: Page) => page.route(`${origin()}/**`, (route) => route.abort("connectionrefused"))
const back = (page: Page) => page.unroute(`${origin()}/**`)
const unreachable = /can't be reached/

test("Vite and React: a person signs in, changes profile and organization, and is signed out; a wrong password, an unreachable server and another tab are shown (K-2, K-3, K-4)", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const owner = await newTenant()
  const milo = await newTenant()
  const studio = (await owner.send<{ id: string; name: string }>("POST /organizations", { name: "Second Studio" })).data
  const html = `<!doctype html><title>App</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>`
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2022",
  }
  const app = project(
    {
      ...pick("client", (path) => path.startsWith("src/")),
      "index.html": html,
      ".env": `VITE_NANOSTACK_URL=${origin()}\n`,
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...compilerOptions, jsx: "react-jsx", types: ["vite/client"], skipLibCheck: true },
        include: ["src"],
      }),
    },
    ["react", "react-dom", "scheduler", "vite", "@types/react", "@types/react-dom", "csstype"],
  )
  tool(app, "typescript/bin/tsc")
  tool(app, "vite/bin/vite.js", "build", "--logLevel", "error")
  const running = await serveFolder(`${app}/dist`)
  try {
    await page.goto(running.url)
    await page.getByLabel("Email").fill(owner.email)
    await away(page)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("alert")).toContainText(unreachable)
    await back(page)
    await page.getByLabel("Password").fill("wrong password")
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("alert")).toHaveText("The email or password is wrong.")
    await page.getByLabel("Password").fill(owner.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
    await expect(page.getByLabel("Organization")).toHaveValue(owner.organizationId)
    await expect(page.getByRole("link", { name: "Invite someone" })).toBeVisible()
    await page.getByRole("button", { name: "I write software" }).click()
    await expect(page.getByText("Software Developer")).toBeVisible()
    await page.reload()
    await expect(page.getByText("Software Developer")).toBeVisible()
    await page.getByLabel("Organization").selectOption({ label: studio.name })
    await expect(page.getByLabel("Organization")).toHaveValue(studio.id)
    await page.reload()
    await expect(page.getByLabel("Organization")).toHaveValue(studio.id)

    // An unreachable server: what a button does is reported, and the page says so until the server is back.
    await away(page)
    await page.getByRole("button", { name: "I write software" }).click()
    await expect(page.getByRole("alert")).toContainText(unreachable)
    await page.getByLabel("Organization").selectOption(owner.organizationId)
    await expect(page.getByRole("alert")).toContainText(unreachable)
    await page.reload()
    await expect(page.getByRole("alert")).toContainText(unreachable)
    await back(page)
    await page.evaluate(() => window.dispatchEvent(new Event("online")))
    await expect(page.getByLabel("Organization")).toHaveValue(studio.id)

    // Another tab: sees a switch, a sign-out and a sign-in of someone else, and never writes as them.
    const tab = await context.newPage()
    await tab.goto(running.url)
    await tab.getByLabel("Organization").selectOption(owner.organizationId)
    await expect(page.getByLabel("Organization")).toHaveValue(owner.organizationId)
    await tab.getByRole("button", { name: "Sign out" }).click()
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible()
    await tab.getByLabel("Email").fill(milo.email)
    await tab.getByLabel("Password").fill(milo.password)
    await tab.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${milo.name}`)
    await tab.close()

    // A server that hangs: signed out here all the same, immediately.
    await page.route("**/auth/logout", () => {})
    await page.getByRole("button", { name: "Sign out" }).click()
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible({ timeout: 3_000 })
    await page.unroute("**/auth/logout")

    await page.getByLabel("Email").fill(owner.email)
    await page.getByLabel("Password").fill(owner.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
    await owner.send("DELETE /users/me/sessions") // from another device
    await page.getByRole("button", { name: "I write software" }).click()
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible()
  } finally {
    await running.stop()
  }
})

test.describe("a Next.js application with the READMEs' files and the guide's API route", () => {
  test.describe.configure({ mode: "serial", timeout: 300_000 })
  let owner: Person
  let running: Running

  test.beforeAll(async () => {
    test.setTimeout(300_000)
    owner = await newTenant()
    const files = {
      ...pick("client", (path) => path.startsWith("app/")),
      ...pick("server", (path) => path.endsWith(".ts")),
      "pages/api/users/[id].ts": guideExample("// pages/api/users/[id].ts", "Best Practices"),
    }
    // Before the build, during which the server closes idle connections.
    const key = await keyFor(owner, ["users:read", "users:write", "users:delete"])
    const env = { NANOSTACK_API_URL: origin(), NANOSTACK_API_KEY: key }
    const app = project(files, ["next", "react", "react-dom", "typescript", "@types/react", "@types/node"])
    write(app, { ".env.production": `NEXT_PUBLIC_NANOSTACK_URL=${origin()}\n` })
    const next = "next/dist/bin/next"
    tool(app, next, "build", "--webpack")
    running = await startNode(app, [`node_modules/${next}`, "start", "--port", "PORT"], env)
  })

  test.afterAll(() => running?.stop())

  test("pages of app sign in, and both kinds of routes know the caller; a wrong password and an unreachable server are shown (K-4)", async ({
    page,
  }) => {
    const guest = await join(owner, "guest")
    await page.goto(running.url)
    const signIn = async (password: string) => {
      await page.getByLabel("Email").fill(owner.email)
      await page.getByLabel("Password").fill(password)
      await page.getByRole("button", { name: "Sign in" }).click()
    }
    const alert = page.locator("main [role=alert]")
    await signIn("wrong password")
    await expect(alert).toHaveText("The email or password is wrong.")
    await away(page)
    await signIn(owner.password)
    await expect(alert).toContainText(unreachable)
    await back(page)
    await signIn(owner.password)
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
    await away(page)
    await page.reload()
    await expect(alert).toContainText(unreachable)
    await back(page)
    await page.getByRole("button", { name: "Try again" }).click()
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
    const members = await fetch(`${running.url}/api/members`, bearer(owner))
    expect([members.status, await members.json()]).toMatchObject([200, { asked_by: owner.name }])
    expect((await fetch(`${running.url}/api/members`, bearer(guest))).status).toBe(403)
    expect((await fetch(`${running.url}/api/members`)).status).toBe(401)
    const who = await fetch(`${running.url}/api/whoami`, bearer(guest))
    expect([who.status, await who.json()]).toEqual([200, { name: guest.name, role: "guest" }])
    expect((await fetch(`${running.url}/api/whoami`)).status).toBe(401)
  })

  test("the guide's API route, as printed, reads, changes and removes users, and responds 405 to other methods", async () => {
    const { id, email } = await join(owner, "member")
    const call = async (method: string, body?: object) => {
      const headers: Record<string, string> = body ? { "content-type": "application/json" } : {}
      const response = await fetch(`${running.url}/api/users/${id}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
      })
      const text = await response.text()
      return { status: response.status, body: text === "" ? null : JSON.parse(text) }
    }
    expect(await call("GET")).toMatchObject({
      status: 200,
      body: { success: true, data: { id, email, role: "member" } },
    })
    const changes = { name: "Rita Renamed", role: "guest" }
    expect(await call("PUT", changes)).toMatchObject({ status: 200, body: { success: true, data: { id, ...changes } } })
    expect(await call("GET")).toMatchObject({ status: 200, body: { data: changes } })
    expect(await call("DELETE")).toEqual({ status: 204, body: null })
    for (const method of ["POST", "PATCH"])
      expect(await call(method)).toEqual({ status: 405, body: { error: "Method not allowed" } })
    expect(await call("GET")).toEqual({ status: 500, body: { error: "Internal server error" } })
  })
})

for (const file of ["express.js", "hono.js"])
  test(`${file}: a caller with the permission has access`, async () => {
    test.setTimeout(120_000)
    const owner = await newTenant()
    const biller = await join(owner, "member", { permissions: ["billing:read"] })
    const member = await join(owner, "member")
    const app = project(
      pick("server", (path) => path === file),
      ["express", "hono", "@hono/node-server"],
    )
    const env = { NANOSTACK_API_URL: origin(), NANOSTACK_API_KEY: await keyFor(owner, []) }
    const running = await startNode(app, [file], env)
    try {
      const status = async (path: string, init?: RequestInit) => (await fetch(running.url + path, init)).status
      const who = await fetch(`${running.url}/whoami`, bearer(member))
      expect([who.status, await who.json()]).toEqual([200, { name: member.name }])
      expect(await status("/invoices", bearer(biller))).toBe(200)
      expect(await status("/invoices", bearer(member))).toBe(403)
      expect(await status("/invoices")).toBe(401)
      expect(await status("/whoami", bearer({ token: "a.b.c" }))).toBe(401)
    } finally {
      await running.stop()
    }
  })

/** Snippets without a file name: each runs as a module with these names in scope. */
for (const name of ["client", "server"] as const)
  test(`@nanostack/${name}: the lines that the README shows run`, async () => {
    test.setTimeout(120_000)
    const owner = await newTenant()
    const member = await join(owner, "member")
    const all = ["users:read", "users:write", "users:delete", "invites:write"]
    const orders = name === "server" ? await tokenForApi(owner) : null
    const options = name === "client" ? { token: owner.token } : { apiKey: await keyFor(owner, all) }
    const names = {
      token: member.token,
      userId: member.id,
      organizationId: owner.organizationId,
      newcomer: newAddress("newcomer"),
      clientAddress: "203.0.113.7",
      email: member.email,
      password,
      ...orders,
    }
    const before = `import { NanostackClient } from "@nanostack/${name}"
const client = new NanostackClient(${JSON.stringify({ baseURL: origin(), ...options })})
const { ${Object.keys(names)} } = ${JSON.stringify(names)}\n`
    const shown = (text: string) => text.replace("urn:nanostack:api_123", orders?.audience ?? "")
    const lines = snippets(name).filter(({ language, file }) => language === "js" && file === "")
    expect(lines.length).toBeGreaterThan(3)
    const app = project(Object.fromEntries(lines.map(({ text }, i) => [`${i}.js`, before + shown(text)])))
    for (const i of lines.keys()) tool(app, `${app}/${i}.js`)
  })

test("the guide names both packages as they are published", () => {
  for (const name of ["client", "server"]) expect(guide()).toContain(`from '@nanostack/${name}'`)
})
