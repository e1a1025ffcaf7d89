import { mkdirSync } from "node:fs"
import { chromium, type Page } from "@playwright/test"
import { browser as options } from "./browser"

// `npm run screenshots`: takes the README's screenshots of a fresh demo at PUBLIC_URL or port 3000.
const origin = process.env.PUBLIC_URL ?? "http://localhost:3000"
const folder = "docs"

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.getByLabel("Email").fill("admin@example.com")
  await page.getByLabel("Password", { exact: true }).fill("nanostack-demo")
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/login")
}

async function take(page: Page, name: string, address: string): Promise<void> {
  await page.goto(new URL(address, origin).href)
  await page.waitForLoadState("load")
  await page.screenshot({ path: `${folder}/${name}.png` })
  console.log(`${folder}/${name}.png`)
}

async function inviteLink(page: Page): Promise<string> {
  const email = `nadia.${Date.now().toString(36)}@example.com`
  await page.goto(`${origin}/invites/new?org=org_123`)
  await page.getByLabel("Email").fill(email)
  await page.getByText("More options").click()
  await page.getByLabel(/message/i).fill("Welcome to our team! We start on Monday at nine.")
  await page.getByRole("button", { name: /invitation/i }).click()
  await page.getByText("Invitation sent.").waitFor()
  await page.goto(`${origin}/dev/inbox`)
  await page.getByText(`to ${email}`).first().click()
  const link = page.frameLocator("iframe").getByRole("link", { name: "View invitation" })
  return new URL(String(await link.getAttribute("href"))).pathname
}

mkdirSync(folder, { recursive: true })
const launched = await chromium.launch(options())
const page = await launched.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light" })
await signIn(page)
await take(page, "members", "/members?org=org_123")
await take(page, "overview", "/overview?org=org_123")
const invite = await inviteLink(page)
const stranger = await launched.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" })
await take(stranger, "invite", invite)
await launched.close()
