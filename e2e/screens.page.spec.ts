import type { Browser, Page } from "@playwright/test"
import { api, expect, invite, mailTo, newAddress, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt, signInAt } from "./pages"

const signedOut = ["/login", "/register", "/register?organization_id=org_123", "/forgot-password", "/verify-email"]
const dead = ["/reset-password?token=x", "/verify-email?token=x", "/revoke-keys?token=x", "/invites/x"]
const inside = [
  "/members",
  "/members/user_member",
  "/invites",
  "/invites/new",
  "/api-keys",
  "/audit",
  "/organization",
  "/profile",
]

/** What the browser complains about; Next's answer to an unknown address is a 404 that Chromium logs. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on("console", (message) => {
    const ours = ["error", "warning"].includes(message.type()) && !/status of 40[34]/.test(message.text())
    if (ours) complaints.push(message.text())
  })
  page.on("pageerror", ({ message }) => complaints.push(message))
  return complaints
}

async function look(page: Page, paths: string[]): Promise<void> {
  const complaints = listen(page)
  // Other tests give people pictures at example.com, which is not there to be asked.
  const image = "<svg xmlns='http://www.w3.org/2000/svg'/>"
  await page.route("https://example.com/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: image }))
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1)
    expect(await page.title()).toMatch(/Nanostack/)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, `${path} is wider than the window`).toBeLessThanOrEqual(0)
    await expectAccessible(page)
    expect(complaints, path).toEqual([])
  }
}

async function each(browser: Browser, baseURL: string | undefined, see: (page: Page) => Promise<void>): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, "light"],
    [390, "dark"],
    [390, "light"],
    [1280, "dark"],
  ] as const) {
    const { context, page } = await personAt(browser, baseURL)
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await see(page)
    await context.close()
  }
}

test("a visitor finds every signed-out page in order, wide and narrow, light and dark", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await each(browser, baseURL, (page) => look(page, [...signedOut, ...dead, "/docs", "/nowhere"]))
})

test("an admin finds every page inside in order, wide and narrow, light and dark", async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  await each(browser, baseURL, async (page) => {
    await signInAt(page, "admin@example.com", "nanostack-demo")
    await look(page, [...inside, "/members?org=org_200", "/members/user_nobody"])
  })
})

test("a member and a guest find what is open to them in order, and are told what is not", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await each(browser, baseURL, async (page) => {
    for (const email of ["member@example.com", "guest@example.com"]) {
      await page.context().clearCookies()
      await signInAt(page, email, "nanostack-demo")
      await look(page, ["/members", "/members/user_admin", "/invites", "/organization", "/profile"])
    }
  })
})

test("an invited person finds the mail, its page and the other mailed pages in order", async ({
  browser,
  baseURL,
  team,
}) => {
  test.setTimeout(180_000)
  const { email } = await register()
  await api("POST /auth/password/forgot", { body: { email: team.member.email } })
  const offers = [await invite(team.admin, newAddress(), { message: "Welcome!" }), await invite(team.owner, email)]
  const links = [await mailTo(email, "verify_email"), await mailTo(team.member.email, "reset_password")]
  const paths = links.map(({ link }) => link.slice(new URL(link).origin.length))
  await each(browser, baseURL, async (page) => {
    await look(page, [...paths, ...offers.map(({ token }) => `/invites/${token}`), "/dev/inbox"])
    await page.locator("main li a").first().click()
    await page.waitForURL(/\/dev\/inbox\/./)
    await look(page, [new URL(page.url()).pathname])
  })
})

test("a guest is told what they lack", async ({ page }) => {
  await signInAt(page, "guest@example.com", "nanostack-demo")
  await page.goto("/members?org=org_123")
  await expect(page.getByText("users:read")).toBeVisible()
  await page.goto("/api-keys?org=org_123")
  await expect(page.getByText("api_keys:read")).toBeVisible()
})

test("the sign-in page weighs at most 160 KB over the wire", async ({ page }) => {
  const session = await page.context().newCDPSession(page)
  await session.send("Network.enable")
  let bytes = 0
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto("/login", { waitUntil: "load" })
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible()
  await page.waitForLoadState("networkidle")
  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThanOrEqual(160 * 1024)
})

test("somebody whose password was reset reviews the API keys of the last month and revokes them", async ({
  browser,
  baseURL,
  team,
}) => {
  const { admin } = team
  const made = await admin.send("POST /api-keys", { name: "Night job", role: "member", permissions: ["users:read"] })
  expect(made.status).toBe(201)
  const { context, page } = await personAt(browser, baseURL, false)
  await page.goto("/forgot-password")
  await page.getByLabel("E-mail").fill(admin.email)
  await page.getByRole("button").last().click()
  await expect(page.getByText(/on its way/)).toBeVisible()
  await followMail(page, admin.email, "reset_password")
  await page
    .getByLabel(/password/i)
    .first()
    .fill("another-long-passphrase")
  await page
    .getByRole("button", { name: /password/i })
    .last()
    .click()
  await expect(page.getByText("Night job")).toBeVisible()
  await followMail(page, admin.email, "review_api_keys")
  await expect(page.getByText("Night job")).toBeVisible()
  await page.getByRole("button", { name: "Revoke them all" }).click()
  await page.waitForURL(/revoked=1/)
  await followMail(page, admin.email, "review_api_keys")
  await expect(page.getByText("Night job")).toHaveCount(0)
  await context.close()
})
