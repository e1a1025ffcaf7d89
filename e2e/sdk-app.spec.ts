import { decodeJwt } from "jose"
import { example, project, tool } from "./apps/apps"
import { serveFolder } from "./apps/processes"
import { origin } from "./document"
import { expect, good, newTenant, test } from "./fixtures"
import { newApp } from "./oidc"

test("the example for Vite: a person signs in by a redirect, gets tokens for an API, stays signed in, and signs out in all tabs", async ({
  page,
  context,
}) => {
  test.setTimeout(300_000)
  const owner = await newTenant()
  const api = good(
    await owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Orders", permissions: ["users:read"] }),
  )
  const app = await newApp(owner, { type: "spa", apis: [api.id] })
  const needs = ["react", "react-dom", "scheduler", "vite", "@types/react", "@types/react-dom", "csstype"]
  const env = { URL: origin(), CLIENT_ID: app.id, AUDIENCE: api.identifier }
  const lines = Object.entries(env).map(([name, value]) => `VITE_NANOSTACK_${name}=${value}\n`)
  const folder = project({ ...example("vite"), ".env": lines.join("") }, needs)
  tool(folder, "vite/bin/vite.js", "build", "--logLevel", "error")
  const running = await serveFolder(`${folder}/dist`)
  try {
    good(await owner.send(`PUT /applications/${app.id}`, { redirect_uris: [`${running.url}/`] }))
    const signIn = page.getByRole("button", { name: "Sign in" })
    await page.goto(`${running.url}/cart?a=1`)
    await signIn.click()
    await page.getByLabel("Email").fill(owner.email)
    await page.getByLabel("Password", { exact: true }).fill(owner.password)
    await signIn.click()
    await page.waitForURL(`${running.url}/cart?a=1`)
    const heading = page.getByRole("heading")
    await expect(heading).toHaveText(`Welcome, ${owner.name}`)
    await expect(page.getByText("You can invite people.")).toBeVisible()
    await page.getByRole("button", { name: "Get a token" }).click()
    await expect(page.getByRole("status")).toHaveText(/^ey/)
    const token = decodeJwt((await page.getByRole("status").textContent()) ?? "")
    expect(token).toMatchObject({ aud: api.identifier, sub: owner.id, permissions: ["users:read"] })

    // A reload asks Nanostack, without a question: no storage of the browser has a token.
    await page.reload()
    await expect(heading).toHaveText(`Welcome, ${owner.name}`)
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(stored).not.toMatch(/token|ey[A-Z]/)

    const tab = await context.newPage()
    await tab.goto(running.url)
    await tab.getByRole("button", { name: "Sign in" }).click()
    await expect(tab.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
    await expect(heading).toHaveText(`Welcome, ${owner.name}`)
    // Nanostack hangs: signed out all the same, in both tabs.
    await context.route("**/oauth/revoke", () => {})
    await tab.getByRole("button", { name: "Sign out" }).click()
    await expect(signIn).toBeVisible()
    await page.reload()
    await expect(signIn).toBeVisible()
    await tab.getByRole("button", { name: "Sign in" }).click()
    await expect(tab.getByRole("heading")).toHaveText(/^Continue as/)

    await page.goto(`${running.url}/?code=abc&state=unknown`)
    await expect(page.getByRole("alert")).toContainText("Start again")
    expect(page.url()).not.toContain("code=")
  } finally {
    await running.stop()
  }
})
