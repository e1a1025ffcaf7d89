import type { BrowserContext, Page } from "@playwright/test"
import { api, expect, invite, join, mailTo, newAddress, newTenant, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt, signInAt } from "./pages"

const signedOut = ["/login", "/register", "/register?organization_id=org_123", "/forgot-password", "/verify-email"]
const dead = ["/reset-password?token=x", "/verify-email?token=x", "/revoke-keys?token=x", "/invites/x"]
const inside = {
  admin: [
    "/overview",
    "/members",
    "/members/user_member",
    "/invites",
    "/invites/new",
    "/api-keys",
    "/applications",
    "/applications/new",
    "/applications/apis",
    "/audit",
    "/organization",
    "/profile",
    "/members?org=org_200",
    "/members/user_nobody",
  ],
  member: ["/members", "/members/user_admin", "/invites", "/organization", "/profile", "/profile/security"],
  guest: ["/members", "/profile", "/profile/organizations", "/profile/data"],
}

/**
 * Expected console messages: an unknown address is a 404, which Chromium logs; axe posts to an email's sandboxed frame.
 */
const expected = /status of 40[34]|'postMessage' on 'DOMWindow'.*recipient window's origin \('null'\)/

/** Collects the browser's errors and warnings. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on("console", (message) => {
    const ours = ["error", "warning"].includes(message.type()) && !expected.test(message.text())
    if (ours) complaints.push(message.text())
  })
  page.on("pageerror", ({ message }) => complaints.push(message))
  return complaints
}

/** Cumulative layout shift while the page was loading; browsers call 0.1 poor. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        const count = (entries: PerformanceEntryList) => {
          for (const entry of entries) if ("value" in entry) sum += Number(entry.value)
        }
        const observer = new PerformanceObserver((list) => count(list.getEntries()))
        observer.observe({ type: "layout-shift", buffered: true })
        requestAnimationFrame(() => {
          count(observer.takeRecords())
          resolve(sum)
        })
      }),
  )
}

async function expectFits(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide, `${path} is wider than the window`).toBeLessThanOrEqual(0)
}

/** Rules that depend on theme and width; structure and names are checked only once. */
const drawn = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]

async function show(page: Page, width: number, colorScheme: "light" | "dark"): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
}

async function visit(page: Page, path: string): Promise<string> {
  await page.goto(path)
  const heading = page.getByRole("heading", { level: 1 })
  await expect(heading).toHaveCount(1)
  expect(await page.title()).toMatch(/Nanostack| · ./)
  await expectFits(page, path)
  expect(await layoutShift(page), `${path} moves while it loads`).toBeLessThan(0.05)
  return (await heading.textContent()) ?? ""
}

/** Checks a page: wide and light, narrow and dark, and on a phone in German. @returns its headings */
async function look(page: Page, path: string): Promise<{ english: string; german: string }> {
  const complaints = listen(page)
  // Other tests set avatars at example.com, which is not reachable.
  const image = "<svg xmlns='http://www.w3.org/2000/svg'/>"
  await page.route("https://example.com/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: image }))
  await show(page, 1280, "light")
  const english = await visit(page, path)
  await expectAccessible(page)
  await show(page, 390, "dark")
  await expectFits(page, path)
  await expectAccessible(page, drawn)
  await page.context().addCookies([{ name: "locale", value: "de", url: page.url() }])
  const german = await visit(page, path)
  expect(complaints).toEqual([])
  return { english, german }
}

const sessions = new Map<string, ReturnType<BrowserContext["cookies"]>>()

/** Signs in through the page once; later pages of this worker reuse the cookies. */
async function enter(page: Page, email: string): Promise<void> {
  const known = sessions.get(email)
  if (known) return page.context().addCookies(await known)
  await signInAt(page, email, "nanostack-demo")
  sessions.set(email, page.context().cookies())
}

for (const path of [...signedOut, ...dead, "/nowhere"])
  test(`a visitor finds no problems on ${path}, wide and narrow, light and dark, in English and German`, async ({
    page,
  }) => {
    const { english, german } = await look(page, path)
    expect(german).not.toBe(english)
  })

for (const path of ["/docs", "/dev/inbox"])
  test(`a developer finds no problems on ${path}, wide and narrow, light and dark`, async ({ page }) => {
    test.slow()
    await look(page, path)
  })

for (const [who, paths] of Object.entries(inside))
  for (const path of paths)
    test(`${who} finds no problems on ${path}, wide and narrow, light and dark, in English and German`, async ({
      page,
    }) => {
      test.slow() // 20 people and all their controls
      await enter(page, `${who}@example.com`)
      await look(page, path)
    })

test("an invited person finds no problems in the email, its page and the other emailed pages", async ({
  page,
  team,
}) => {
  test.slow()
  const { email } = await register()
  await api("POST /auth/password/forgot", { body: { email: team.member.email } })
  const offer = await invite(team.admin, newAddress(), { message: "Welcome!" })
  const links = [await mailTo(email, "verify_email"), await mailTo(team.member.email, "reset_password")]
  const paths = links.map(({ link }) => link.slice(new URL(link).origin.length))
  for (const path of [...paths, `/invites/${offer.token}`]) {
    await page.context().clearCookies()
    const { english, german } = await look(page, path)
    expect(german).not.toBe(english)
  }
  await page.goto("/dev/inbox")
  await look(page, String(await page.locator("main li a").first().getAttribute("href")))
})

test("a guest sees the permission they lack", async ({ page }) => {
  await signInAt(page, "guest@example.com", "nanostack-demo")
  await page.goto("/members?org=org_123")
  await expect(page.getByText("users:read")).toBeVisible()
  await page.goto("/api-keys?org=org_123")
  await expect(page.getByText("api_keys:read")).toBeVisible()
  await expect(page.getByText("Ask one of its admins for access.")).toBeVisible()
})

test("a member sees whom to ask", async ({ page, team }) => {
  await signInAt(page, team.member.email, team.member.password)
  const answer = await page.goto("/invites")
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole("main")).toContainText("invites:read")
  await expect(page.getByRole("main")).toContainText(team.admin.name)
})

test("form errors are in German, at the field too, while typing and by the server", async ({ browser, baseURL }) => {
  for (const scripts of [true, false]) {
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto("/register")
    await page.getByRole("button", { name: "Deutsch" }).click()
    await page.getByLabel("Ihr Name").fill("Ada")
    await page.getByLabel("E-Mail").fill("ada.example.com")
    await page.getByLabel("Passwort", { exact: true }).fill("a-long-passphrase-of-mine")
    await page.locator("input[type=email]").evaluate((input) => input.setAttribute("type", "text"))
    await page.getByRole("button", { name: "Konto erstellen" }).click()
    await expect(page.getByText("Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.")).toBeVisible()
    await page.goto("/login")
    await page.getByLabel("E-Mail").fill(newAddress())
    await page.getByLabel("Passwort", { exact: true }).fill("wrong")
    await page.getByRole("button", { name: "Anmelden" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "E-Mail-Adresse oder Passwort ist falsch." })).toBeVisible()
    await context.close()
  }
})

test("values typed while offline stay, and are sent once the network is back", async ({ page, context }) => {
  await page.goto("/forgot-password")
  await page.waitForLoadState("networkidle")
  await page.getByLabel("Email").fill(newAddress())
  await page.waitForLoadState("networkidle")
  const typed = await page.getByLabel("Email").inputValue()
  await context.setOffline(true)
  await page.getByRole("button", { name: "Send password reset email" }).click()
  await expect(page.getByText("You're offline.")).toBeVisible()
  await expect(page.getByLabel("Email")).toHaveValue(typed)
  await context.setOffline(false)
  await page.getByRole("button", { name: "Send password reset email" }).click()
  await expect(page.getByText(/sent it a link/)).toBeVisible()
})

for (const [path, kilobytes] of [
  ["/login", 160],
  ["/members", 250],
] as const)
  test(`${path} weighs at most ${kilobytes} KB over the wire`, async ({ page }) => {
    if (path !== "/login") {
      await signInAt(page, "admin@example.com", "nanostack-demo")
      await page.waitForLoadState("networkidle")
    }
    const session = await page.context().newCDPSession(page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", { cacheDisabled: true })
    let bytes = 0
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.goto(path, { waitUntil: "load" })
    await page.waitForLoadState("networkidle")
    expect(bytes).toBeGreaterThan(20_000)
    expect(bytes).toBeLessThanOrEqual(kilobytes * 1024)
  })

test("a person whose password was reset reviews the API keys of the last month and revokes them", async ({
  browser,
  baseURL,
}) => {
  const admin = await join(await newTenant(), "admin")
  const made = await admin.send("POST /api-keys", { name: "Night job", role: "member", permissions: ["users:read"] })
  expect(made.status).toBe(201)
  const { context, page } = await personAt(browser, baseURL, false)
  await page.goto("/forgot-password")
  await page.getByLabel("Email").fill(admin.email)
  await page.getByRole("button").last().click()
  await expect(page.getByText(/sent it a link/)).toBeVisible()
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
  await page.getByRole("button", { name: "Revoke all keys" }).click()
  await page.waitForURL(/revoked=1/)
  await followMail(page, admin.email, "review_api_keys")
  await expect(page.getByText("Night job")).toHaveCount(0)
  await context.close()
})
