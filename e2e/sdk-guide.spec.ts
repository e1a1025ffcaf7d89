import type { Page } from "@playwright/test"
import { guideExample, project, tool } from "./apps/apps"
import { type Running, serveFolder } from "./apps/processes"
import { origin } from "./document"
import { expect, newTenant, test } from "./fixtures"

const address = "https://api.nanostack.dev"

const react = guideExample("import { useState, useEffect } from 'react'", "Next.js API Route")

/** Serves the component as a page. It exports nothing, so the code that renders it is in the same file. */
async function serveComponent(component: string): Promise<Running> {
  const shown = `${component.replace(address, origin())}

import { createRoot } from 'react-dom/client'
createRoot(document.getElementById('root')).render(<UserProfile />)
window.client = client
`
  const html = `<!doctype html><title>App</title><div id="root"></div><script type="module" src="/main.jsx"></script>`
  const app = project({ "index.html": html, "main.jsx": shown }, ["react", "react-dom", "scheduler"])
  tool(app, "vite/bin/vite.js", "build", "--logLevel", "error")
  return serveFolder(`${app}/dist`)
}

async function open(page: Page, url: string, token: string): Promise<void> {
  await page.addInitScript((jwt) => localStorage.setItem("jwt_token", jwt), token)
  await page.goto(url)
}

test("the guide's React component, as printed, shows the signed-in user, and their update is saved", async ({
  page,
}) => {
  test.setTimeout(120_000)
  const person = await newTenant()
  const app = await serveComponent(react)
  try {
    await open(page, app.url, person.token)
    await expect(page.getByRole("heading")).toHaveText(`Welcome, ${person.name}`)
    await expect(page.getByText(`Email: ${person.email}`)).toBeVisible()
    await expect(page.getByText("Role: tenant_admin")).toBeVisible()
    // The component has no form: the same call as its updateProfile.
    const answer = await page.evaluate(
      (name) => Reflect.get(window, "client").users.update("me", { name }),
      "Olga Updated",
    )
    expect(answer).toMatchObject({ success: true, data: { name: "Olga Updated" } })
    await page.reload()
    await expect(page.getByRole("heading")).toHaveText("Welcome, Olga Updated")
  } finally {
    await app.stop()
  }
})

test("a form at the guide's placeholder calls its updateProfile", async ({ page }) => {
  test.setTimeout(120_000)
  const person = await newTenant()
  const form = `<button onClick={() => updateProfile({ name: 'Olga Renamed' })}>Rename</button>`
  const app = await serveComponent(react.replace("{/* Profile form here */}", form))
  try {
    await open(page, app.url, person.token)
    await page.getByRole("button", { name: "Rename" }).click()
    await expect(page.getByRole("heading")).toHaveText("Welcome, Olga Renamed")
    expect((await person.send<{ name: string }>("GET /users/me")).data.name).toBe("Olga Renamed")
  } finally {
    await app.stop()
  }
})
