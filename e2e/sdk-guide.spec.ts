import type { Page } from "@playwright/test"
import { guide, project, tool, write } from "./apps/apps"
import { type Running, serveFolder, startNode } from "./apps/processes"
import { origin } from "./document"
import { expect, join, newTenant, test } from "./fixtures"
import { makeKey } from "./samples"

const address = "https://api.nanostack.dev"

/** Returns a code example of the guide, as printed; `to` is the beginning of the line after it. */
function example(from: string, to: string): string {
  const text = guide()
  const begin = text.indexOf(from)
  return text.slice(begin, text.indexOf(`\n${to}`, begin)).trimEnd()
}

const react = example("import { useState, useEffect } from 'react'", "Next.js API Route")
const route = example("// pages/api/users/[id].ts", "Best Practices")

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

test("the guide's Next.js API route, as printed, reads, changes and removes users, and responds 405 to other methods", async () => {
  test.setTimeout(300_000)
  const owner = await newTenant()
  const { id, email } = await join(owner, "member")
  const key = await makeKey(owner.send, {
    name: "Guide",
    role: "admin",
    permissions: ["users:read", "users:write", "users:delete"],
  })
  const app = project({}, nextNeeds)
  write(app, { "pages/api/users/[id].ts": route })
  tool(app, next, "build", "--webpack")
  const env = { NANOSTACK_API_URL: origin(), NANOSTACK_API_KEY: key.secret ?? "" }
  const running = await startNode(app, [`node_modules/${next}`, "start", "--port", "PORT"], env)
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
  try {
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
  } finally {
    await running.stop()
  }
})

const next = "next/dist/bin/next"
const nextNeeds = ["next", "react", "react-dom", "typescript", "@types/react", "@types/node"]
