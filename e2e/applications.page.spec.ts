import type { Page } from "@playwright/test"
import { db } from "./database"
import { expect, good, join, newTenant, type Person, test } from "./fixtures"
import { type App, callback, codeFor, redeem, request, signInTo, Visitor } from "./oidc"
import { letProofAge, signInAt } from "./pages"
import { noteSecret } from "./secrets"

async function open(page: Page, person: Person, path: string): Promise<void> {
  await signInAt(page, person.email, person.password)
  await page.goto(`${path}?org=${person.organizationId}`)
}

const main = (page: Page) => page.getByRole("main")
const envOf = (page: Page) => page.getByRole("figure", { name: ".env" }).locator("pre")

/** The client that a `.env` file describes. */
function clientOf(env: string | null): App & { issuer: string | undefined } {
  const settings = Object.fromEntries((env ?? "").split("\n").map((line) => line.split("=")))
  if (settings.NANOSTACK_CLIENT_SECRET) noteSecret(settings.NANOSTACK_CLIENT_SECRET)
  return {
    id: settings.NANOSTACK_CLIENT_ID,
    secret: settings.NANOSTACK_CLIENT_SECRET,
    issuer: settings.NANOSTACK_ISSUER,
  }
}

/** Creates an application by the page. @returns what its `.env` says */
async function create(page: Page, name: string, org: string) {
  await page.goto(`/applications/new?org=${org}`)
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Redirect URIs").fill(callback)
  await page.getByRole("button", { name: "Create application" }).click()
  await expect(main(page)).toContainText("Application created.")
  return clientOf(await envOf(page).textContent())
}

test("an admin creates an application, a client signs people in by its .env, its secret is rotated, it is suspended, reactivated and deleted", async ({
  page,
}) => {
  test.slow()
  const owner = await newTenant()
  const member = await join(owner, "member")
  await open(page, owner, "/applications")
  await expect(main(page)).toContainText("No applications yet")
  await page.getByRole("link", { name: "Create application" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New application")
  const app = await create(page, "Shop", owner.organizationId)
  await page.locator("summary", { hasText: "Express" }).click()
  await expect(page.getByRole("figure", { name: "Express" })).toContainText(`redirect_uri = "${callback}"`)
  const { tokens } = await signInTo(member, app)
  expect(tokens.status).toBe(200)
  expect(app.issuer).toBe(new URL(page.url()).origin)

  page.on("dialog", (dialog) => dialog.accept())
  await page.getByRole("link", { name: "Go to the application" }).click()
  await expect(page.getByRole("list", { name: "People" })).toContainText(member.name)
  await expect(envOf(page)).toContainText("NANOSTACK_CLIENT_SECRET=<your secret>")

  await page.getByRole("button", { name: "Create secret" }).click()
  await expect(main(page)).toContainText("Secret created.")
  const secret = String(await page.getByRole("figure", { name: "Secret" }).locator("pre").textContent())
  noteSecret(secret)
  await page.reload()
  await expect(page.getByRole("button", { name: "Create secret" })).toHaveCount(0)
  const old = page.getByRole("list", { name: "Secrets" }).getByRole("listitem").last()
  await old.getByText("Revoke").first().click()
  await old.getByRole("button", { name: "Revoke" }).click()
  await expect(main(page)).toContainText("Secret revoked.")
  const visitor = await new Visitor().signIn(member)
  expect(await redeem(app, await codeFor(visitor, app))).toMatchObject({ status: 401, error: "invalid_client" })
  const renewed = { ...app, secret }
  expect((await redeem(renewed, await codeFor(visitor, app))).status).toBe(200)

  await page
    .getByRole("list", { name: "People" })
    .getByRole("button", { name: `Sign out ${member.name}` })
    .click()
  await expect(main(page)).toContainText("No one has signed in yet.")

  await page.getByRole("button", { name: "Suspend application" }).click()
  await expect(main(page)).toContainText("Application suspended.")
  expect((await visitor.open(request(app).path)).text).toContain("invalid_client")
  await page.getByRole("button", { name: "Reactivate application" }).click()
  await expect(main(page)).toContainText("Application reactivated.")
  expect((await redeem(renewed, await codeFor(visitor, app))).status).toBe(200)

  await page.getByText("Delete this application…").click()
  await page.getByRole("button", { name: "Delete application" }).click()
  await expect(main(page)).toContainText("Application deleted.")
  expect((await visitor.open(request(app).path)).text).toContain("invalid_client")
  await expect(main(page)).toContainText("No applications yet")
})

test("an admin tries an application and sees the claims; its page is a redirect URI only in the browser that began it", async ({
  page,
}) => {
  test.slow()
  const owner = await newTenant()
  const body = { name: "Shop", type: "web", redirect_uris: [callback] }
  const app = good(await owner.send<{ id: string }>("POST /applications", body))
  await open(page, owner, `/applications/${app.id}`)
  await page.getByRole("button", { name: "Try it" }).click()
  const claims = page.getByRole("figure", { name: "Claims of the ID token" })
  await page.waitForURL(/\/try\?.*code=/)
  await expect(claims).toContainText(`"email": "${owner.email}"`)
  await expect(claims).toContainText(`"org": "${owner.organizationId}"`)
  const result = page.url()
  await page.reload()
  await expect(main(page)).toContainText("This result was already shown")
  await page.getByRole("button", { name: "Try it" }).click()
  await page.waitForURL((url) => url.href !== result)
  await expect(claims).toContainText(`"aud": "${app.id}"`)
  // In another browser it is no redirect URI, and shows nothing.
  const elsewhere = { redirect_uri: `${new URL(result).origin}/applications/${app.id}/try?org=${owner.organizationId}` }
  const stranger = await new Visitor().signIn(owner)
  expect((await stranger.open(request({ id: app.id, secret: undefined }, elsewhere).path)).text).toContain(
    "invalid_redirect_uri",
  )
  expect((await stranger.open(page.url())).text).not.toContain("Claims of the ID token")
})

test("an admin changes settings, access and APIs; someone else's change in between is not overwritten unseen", async ({
  page,
}) => {
  test.slow()
  const owner = await newTenant()
  const guest = await join(owner, "guest")
  await open(page, owner, "/applications/apis")
  await page.getByLabel("Name").fill("Orders")
  await page.getByLabel("Permissions").fill("orders:read\norders:write")
  await page.getByLabel("Claims").fill("https://shop.example.com/plan = organization.metadata.plan")
  await page.getByRole("button", { name: "Create API" }).click()
  await expect(page.getByRole("list", { name: "APIs" })).toContainText("urn:nanostack:api_")
  const name = "An application whose name has as many letters as sixty of them"
  const { id } = await create(page, name, owner.organizationId)
  page.on("dialog", (dialog) => dialog.accept())
  await page.goto(`/applications/${id}?org=${owner.organizationId}`)

  const form = (label: string) => page.locator("form").filter({ has: page.getByLabel(label) })
  await page.getByLabel("Redirect URIs", { exact: true }).fill(`${callback}\nhttp://shop.example.com/`)
  await form("Allowed origins").getByRole("button", { name: "Save" }).click()
  await expect(page.getByText(/^Use a complete https address/)).toBeVisible()
  await page.getByLabel("Redirect URIs", { exact: true }).fill(`${callback}\nhttps://shop.example.com/callback`)
  await page.getByLabel("Require a verified email").uncheck()
  await form("Allowed origins").getByRole("button", { name: "Save" }).click()
  await expect(form("Allowed origins").getByText("Saved.")).toBeVisible()

  await letProofAge(owner)
  await page.getByLabel("Who can sign in").selectOption("roles")
  await page.getByLabel("Member", { exact: true }).check()
  await form("Who can sign in").getByRole("button", { name: "Save" }).click()
  await expect(form("Who can sign in").getByText("Confirm your password to continue.")).toBeVisible()
  await form("Who can sign in").getByLabel("Your password").fill(owner.password)
  await form("Who can sign in").getByRole("button", { name: "Save" }).click()
  await expect(form("Who can sign in").getByText("Saved.")).toBeVisible()
  await page.getByLabel("Orders").check()
  await form("Orders").getByRole("button", { name: "Save" }).click()
  await expect(form("Orders").getByText("Saved.")).toBeVisible()
  const stored = good(await owner.send(`GET /applications/${id}`))
  expect(stored).toMatchObject({
    ...{ name, access: "roles", access_roles: ["member"], require_verified_email: false, third_party: false },
    ...{ redirect_uris: [callback, "https://shop.example.com/callback"], apis: [expect.stringMatching(/^api_/)] },
  })
  expect((await (await new Visitor().signIn(guest)).open(request({ id, secret: undefined }).path)).text).toContain(
    "have access to",
  )

  good(await owner.send(`PUT /applications/${id}`, { name: "Changed meanwhile" }))
  await page.getByLabel("Name", { exact: true }).fill("Mine")
  await form("Allowed origins").getByRole("button", { name: "Save" }).click()
  await expect(form("Allowed origins")).toContainText("Someone else changed this")
  expect(good(await owner.send(`GET /applications/${id}`))).toMatchObject({ name: "Changed meanwhile" })

  await page.goto(`/applications/apis?org=${owner.organizationId}`)
  await page.getByText("Delete Orders…").click()
  await page.getByRole("button", { name: "Delete Orders" }).click()
  await expect(main(page)).toContainText("API deleted.")
  expect(await db().api.count({ where: { tenantId: owner.tenantId } })).toBe(0)
  await page.goto(`/applications?org=${owner.organizationId}`)
})

test("applications are created without JavaScript, machines with permissions; an organization's admin sees only its own", async ({
  browser,
  baseURL,
}) => {
  test.slow()
  const owner = await newTenant()
  const admin = await join(owner, "admin")
  const context = await browser.newContext({ baseURL: String(baseURL), javaScriptEnabled: false })
  const page = await context.newPage()
  await open(page, owner, "/applications/new")
  await page.getByLabel("Name").fill("Whole tenant's")
  await page.getByLabel("Redirect URIs").fill(callback)
  await page.getByLabel("Scope").selectOption("tenant")
  await page.getByRole("button", { name: "Create application" }).click()
  const { id } = clientOf(await envOf(page).textContent())
  await page.goto(`/applications/new?org=${owner.organizationId}`)
  await page.getByLabel("Name").fill("Nightly")
  await page.getByLabel("Type").selectOption("machine")
  await page.locator("input[value='users:read']").check()
  await page.getByRole("button", { name: "Create application" }).click()
  const machine = clientOf(await envOf(page).textContent())
  expect(good(await owner.send(`GET /applications/${machine.id}`))).toMatchObject({ permissions: ["users:read"] })
  await context.close()

  const other = await (await browser.newContext({ baseURL: String(baseURL) })).newPage()
  await open(other, admin, "/applications")
  await expect(main(other).getByRole("table")).toContainText("Nightly")
  await expect(main(other).getByRole("table")).not.toContainText("Whole tenant's")
  await other.getByRole("link", { name: "Nightly" }).click()
  await expect(other.getByRole("heading", { name: "Availability" })).toBeVisible()
  await expect(main(other)).toContainText("The application can't request tokens")
  await expect(main(other)).not.toContainText("sign in to")
  expect((await other.goto(`/applications/${id}?org=${owner.organizationId}`))?.status()).toBe(404)
  await other.goto(`/applications/apis?org=${owner.organizationId}`)
  await expect(main(other)).toContainText("Only tenant admins can edit.")
  await other.context().close()
})

test("a member sees neither the pages nor a link to them; an admin disconnects a member's application", async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow()
  const owner = await newTenant()
  const member = await join(owner, "member")
  await open(page, member, "/members")
  await expect(page.getByRole("navigation", { name: "Pages" })).not.toContainText("Applications")
  for (const path of ["/applications", "/applications/new", "/applications/apis", "/applications/app_1"]) {
    const answer = await page.goto(`${path}?org=${member.organizationId}`)
    expect(answer?.status(), path).toBe(403)
    await expect(main(page)).toContainText(/You need the permission “(View|Manage) applications”/)
  }
  const body = { name: "Shop", type: "spa", redirect_uris: [callback] }
  const { id } = good(await owner.send<{ id: string }>("POST /applications", body))
  const { tokens } = await signInTo(member, { id, secret: undefined })
  expect(tokens.status).toBe(200)
  const other = await (await browser.newContext({ baseURL: String(baseURL) })).newPage()
  await open(other, owner, `/members/${member.id}`)
  await other.getByRole("list", { name: "Connected apps" }).getByRole("button", { name: "Disconnect Shop" }).click()
  await expect(other.getByRole("list", { name: "Connected apps" })).toHaveCount(0)
  expect(await db().oidcGrant.count({ where: { userId: member.id, revokedAt: null } })).toBe(0)
  await other.context().close()
})
