import { serveExample } from "../examples/demo/server.mjs"
import { example, foreignProject } from "./apps/apps"
import { freePort, startNode } from "./apps/processes"
import { origin } from "./document"
import { expect, good, join, newTenant, test } from "./fixtures"
import { newApp } from "./oidc"

test("the example for Express: a person signs in, has their current access, and signs out", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const owner = await newTenant()
  const member = await join(owner, "member")
  const port = await freePort()
  const app = await newApp(owner, { redirect_uris: [`http://localhost:${port}/callback`] })
  const folder = foreignProject(example("express"), ["express", "openid-client", "oauth4webapi", "jose"])
  const env = { NANOSTACK_ISSUER: origin(), NANOSTACK_CLIENT_ID: app.id, NANOSTACK_CLIENT_SECRET: String(app.secret) }
  const running = await startNode(folder, ["server.js"], env, port)
  const me = async () => {
    const response = await page.request.get(running.url, { maxRedirects: 0 })
    return response.status() === 200 ? response.json() : response.headers().location
  }
  try {
    expect(await me()).toBe("/sign-in")
    await page.goto(running.url)
    await page.getByLabel("Email").fill(member.email)
    await page.getByLabel("Password", { exact: true }).fill(member.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(`${running.url}/`)
    expect(await me()).toEqual({ name: member.name, email: member.email, can_invite: false })
    good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${member.id}`, { role: "admin" }))
    await expect.poll(me, { timeout: 3_000 }).toMatchObject({ can_invite: true })
    // The response to another browser's sign-in signs no one in.
    const other = await browser.newContext()
    expect((await other.request.get(`${running.url}/callback?code=a&state=b`)).status()).toBe(400)
    await other.close()
    const cookies = await page.context().cookies(running.url)
    expect((await page.request.post(`${running.url}/sign-out`)).status()).toBe(204)
    await page.context().addCookies(cookies)
    expect(await me()).toBe("/sign-in")
  } finally {
    await running.stop()
  }
})

test("the demo's example application: a person signs in without a secret, sees their claims, and signs out", async ({
  page,
}) => {
  test.setTimeout(60_000)
  const owner = await newTenant()
  const app = await newApp(owner, { type: "native", redirect_uris: ["http://localhost/callback"] })
  const port = await freePort()
  const server = await serveExample({ issuer: origin(), clientId: app.id, port })
  try {
    await page.goto(`http://localhost:${port}/`)
    await page.getByRole("link", { name: "Sign in with Nanostack" }).click()
    await page.getByLabel("Email").fill(owner.email)
    await page.getByLabel("Password", { exact: true }).fill(owner.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("button", { name: "Continue" }).click()
    await page.waitForURL(`http://localhost:${port}/`)
    await expect(page.getByText(`Hello, ${owner.name}.`)).toBeVisible()
    await expect(page.getByText(owner.email)).toBeVisible()
    await page.reload()
    await page.getByRole("button", { name: "Sign out" }).click()
    await expect(page.getByText("No one is signed in here.")).toBeVisible()
    const wrong = await page.request.get(`http://localhost:${port}/callback?code=a&state=b&iss=${origin()}`)
    expect(wrong.status()).toBe(400)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test("the demo's example application is small", () => {
  expect((example("demo")["server.mjs"] ?? "").split("\n").length).toBeLessThanOrEqual(101)
})
