import { mkdirSync } from "node:fs"
import { chromium, type Page } from "@playwright/test"
import { browser as options } from "./browser"

// `npm run screenshots`: takes the README's screenshots of a fresh demo at PUBLIC_URL or port 3000; with `-- --all`
// those of all screens too, at three widths, in both themes and languages, into .data/screenshots.
const origin = process.env.PUBLIC_URL ?? "http://localhost:3000"

const signedOut = ["/login", "/register", "/forgot-password", "/verify-email", "/invites/x", "/docs", "/dev/inbox"]
const signedIn = [
  ...["/overview", "/members", "/members?status=removed", "/members/user_member"],
  ...["/invites", "/invites/new", "/invites/many", "/api-keys", "/api-keys/new"],
  ...["/roles", "/roles/new", "/applications", "/applications/new", "/applications/app_demo", "/applications/apis"],
  ...["/audit", "/organization", "/organization/new", "/tenants", "/device"],
  ...["/profile", "/profile/security", "/profile/second-factor", "/profile/organizations", "/profile/data"],
]
const looks = [
  { width: 390, locale: "de", colorScheme: "dark" },
  { width: 768, locale: "de", colorScheme: "light" },
  { width: 1280, locale: "en", colorScheme: "dark" },
  { width: 1280, locale: "en", colorScheme: "light" },
] as const

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill("nanostack-demo")
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/login")
}

async function take(page: Page, file: string, address: string, fullPage = false): Promise<void> {
  await page.goto(new URL(address, origin).href)
  await page.waitForLoadState("networkidle")
  await page.screenshot({ path: `${file}.png`, fullPage })
  console.log(`${file}.png`)
}

async function takeAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const { width, locale, colorScheme } of looks) {
    await page.context().addCookies([{ name: "locale", value: locale, url: origin }])
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    for (const path of paths) {
      const name = path.slice(1).replaceAll(/[/?=]/g, "-")
      await take(page, `.data/screenshots/${name}-${width}-${colorScheme}-${locale}`, path, true)
    }
  }
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

mkdirSync("docs", { recursive: true })
const launched = await chromium.launch(options())
const page = await launched.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light" })
const stranger = await launched.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" })
await signIn(page, "admin@example.com")
await take(page, "docs/members", "/members?org=org_123")
await take(page, "docs/overview", "/overview?org=org_123")
await take(stranger, "docs/invite", await inviteLink(page))
if (process.argv.includes("--all")) {
  await takeAll(stranger, signedOut)
  const admin = await launched.newPage()
  await signIn(admin, "tenant-admin@example.com")
  await takeAll(admin, signedIn)
}
await launched.close()
