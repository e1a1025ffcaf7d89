import type { BrowserContext, Locator, Page } from "@playwright/test"
import { behindTheirBacks, db } from "./database"
import { api, expect, good, invite, join, mailTo, newAddress, newTenant, register, test } from "./fixtures"
import { longWord, newLongNamed } from "./long-named"
import { type App, newApp, post, request } from "./oidc"
import { followMail, personAt, signInAt } from "./pages"
import { expectOrderly, inspect } from "./screen"

const signedOut = ["/login", "/register", "/register?organization_id=org_123", "/forgot-password", "/verify-email"]
const dead = ["/reset-password?token=x", "/verify-email?token=x", "/revoke-keys?token=x", "/invites/x"]

/** Of people in the demo: what a tenant's owner does not see. */
const inside = {
  super: ["/tenants"],
  admin: ["/members?org=org_123", "/members?org=org_200", "/members/user_nobody"],
  member: ["/members/user_admin", "/invites", "/organization"],
}

/** Of the owner of a tenant with long names. */
const owned = [
  "/overview",
  "/members",
  "/members?status=removed",
  "/members/{member}",
  "/invites",
  "/invites/new",
  "/invites/many",
  "/invites/sent/{invite}",
  "/api-keys",
  "/api-keys/new",
  "/applications",
  "/applications/new",
  "/applications/apis",
  "/applications/{application}",
  "/roles",
  "/roles/new",
  "/roles/billing",
  "/audit",
  "/organization",
  "/organization/new",
  "/organization/policy",
  "/profile",
  "/profile/security",
  "/profile/second-factor",
  "/profile/organizations",
  "/profile/data",
  "/tenants/{tenant}",
  "/tenants/{tenant}/policy",
]

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

type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

/** Cumulative layout shift while the page was loading, and what moved. */
function layoutShift(page: Page): Promise<{ sum: number; moved: string }> {
  return page.evaluate(
    () =>
      new Promise<{ sum: number; moved: string }>((resolve) => {
        let sum = 0
        const moved: (string | null | undefined)[] = []
        const count = (entries: PerformanceEntryList) => {
          for (const { value, sources } of entries as Shift[]) {
            sum += value
            moved.push(...sources.map(({ node }) => (node as Element | null)?.outerHTML ?? node?.textContent))
          }
        }
        const observer = new PerformanceObserver((list) => count(list.getEntries()))
        observer.observe({ type: "layout-shift", buffered: true })
        requestAnimationFrame(() => {
          count(observer.takeRecords())
          resolve({ sum, moved: moved.map((one) => one?.slice(0, 150)).join("\n") })
        })
      }),
  )
}

async function visit(page: Page, path: string): Promise<string> {
  await page.goto(path)
  const heading = page.getByRole("heading", { level: 1 })
  await expect(heading).toHaveCount(1)
  expect(await page.title()).toMatch(/Nanostack| · ./)
  const { sum, moved } = await layoutShift(page)
  expect(sum, `${path} moves while it loads: ${moved}`).toBeCloseTo(0, 2)
  return (await heading.textContent()) ?? ""
}

/** Checks a page in English, and its widths in German too. @returns its headings */
async function look(page: Page, path: string): Promise<{ english: string; german: string }> {
  const complaints = listen(page)
  // Other tests set avatars at example.com, which is not reachable.
  const image = "<svg xmlns='http://www.w3.org/2000/svg'/>"
  await page.route("https://example.com/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: image }))
  await page.setViewportSize({ width: 1280, height: 900 })
  const english = await visit(page, path)
  await inspect(page, path)
  const locale = { name: "locale", url: page.url() }
  await page.context().addCookies([{ ...locale, value: "de" }])
  const german = await visit(page, path)
  await expectOrderly(page, `${path} in German`)
  await page.context().addCookies([{ ...locale, value: "en" }])
  expect(complaints).toEqual([])
  return { english, german }
}

const sessions = new Map<string, ReturnType<BrowserContext["cookies"]>>()

/** Signs in through the page once; later pages of this worker reuse the cookies. */
async function enter(page: Page, email: string, password = "nanostack-demo"): Promise<void> {
  const known = sessions.get(email)
  if (known) return page.context().addCookies(await known)
  await signInAt(page, email, password)
  sessions.set(email, page.context().cookies())
}

let made: ReturnType<typeof newLongNamed> | undefined

/** Enters as the owner of this worker's tenant with long names. */
async function enterLongNamed(page: Page) {
  made ??= newLongNamed()
  const long = await made
  await enter(page, long.owner.email, long.owner.password)
  return long
}

const problems = "at every width, in both themes and forced colors, by keyboard, in English and German"

for (const path of [...signedOut, ...dead, "/nowhere"])
  test(`a visitor finds no problems on ${path}, ${problems}`, async ({ page }) => {
    const { english, german } = await look(page, path)
    expect(german).not.toBe(english)
  })

for (const path of ["/docs", "/dev/inbox"])
  test(`a developer finds no problems on ${path}, at every width, in both themes and forced colors`, async ({
    page,
  }) => {
    test.slow()
    await look(page, path)
  })

for (const [who, paths] of Object.entries(inside))
  for (const path of paths)
    test(`${who} finds no problems on ${path}, ${problems}`, async ({ page }) => {
      test.slow() // 50 people and all their controls
      await enter(page, `${who}@example.com`)
      await look(page, path)
    })

for (const path of owned)
  test(`with names of sixty characters there are no problems on ${path}, ${problems} (U-3, U-5, U-9)`, async ({
    page,
  }) => {
    const { ids } = await enterLongNamed(page)
    const at = path.replace(/\{(\w+)\}/, (_, name: keyof typeof ids) => ids[name])
    await look(page, `${at}${at.includes("?") ? "&" : "?"}org=${ids.organization}`)
  })

async function deviceCode(app: App): Promise<string> {
  const { user_code } = await post(app, { scope: "openid profile" }, "/oauth/device_authorization")
  return String(user_code)
}

test(`signing in to an application and on a device shows no problems, ${problems}`, async ({ page }) => {
  test.slow()
  const { owner, app, ids } = await enterLongNamed(page)
  await look(page, request(app).path)
  await look(page, "/device")
  const tv = await newApp(owner, { type: "native", redirect_uris: [], device_code: true })
  await look(page, `/device?user_code=${await deviceCode(tv)}`)
  await look(page, "/device?done=allowed")
  await page.goto(`/applications/${ids.application}?org=${ids.organization}`)
  await page.getByRole("button", { name: "Try it" }).click()
  await page.waitForURL(/\/authorize\/|\/try\?/)
  await inspect(page, "the question before trying an application")
})

test(`someone who has to comply with a policy finds no problems, ${problems}`, async ({ page }) => {
  test.slow()
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { name: longWord }))
  const person = await join(owner, "member")
  const { tenantId, organizationId } = owner
  const follow = (days: number, methods: string[] | null = null) =>
    behindTheirBacks(async () => {
      await db().policy.deleteMany({ where: { tenantId } })
      await db().$executeRaw`
        INSERT INTO policies (tenant_id, organization_id, require_two_factor, two_factor_from, allowed_methods)
        VALUES (${tenantId}, ${organizationId}, true, now() + make_interval(days => ${days}::int), ${methods}::text[])`
    })
  await follow(14)
  await signInAt(page, person.email, person.password)
  await look(page, `/profile/security?org=${owner.organizationId}`)
  await follow(0)
  await look(page, `/comply?organization_id=${owner.organizationId}`)
  await follow(0, ["passkey", "other_account"])
  await look(page, `/comply?organization_id=${owner.organizationId}`)
})

test("an invited person finds no problems in the email, its page and the other emailed pages (U-5)", async ({
  page,
  team,
}) => {
  test.slow()
  const { owner } = await enterLongNamed(page)
  const { email } = await register()
  await api("POST /auth/password/forgot", { body: { email: team.member.email } })
  const offer = await invite(owner, newAddress(), { message: "Welcome!" })
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

test("in forced colors the open page, the chosen range and buttons stand out (U-9)", async ({ page }) => {
  const { ids } = await enterLongNamed(page)
  await page.goto(`/overview?org=${ids.organization}`)
  await page.emulateMedia({ forcedColors: "active" })
  const lookOf = (one: Locator) =>
    one.first().evaluate((element) => {
      const { backgroundColor, borderTopStyle } = getComputedStyle(element)
      return { backgroundColor, borderTopStyle }
    })
  for (const name of ["Pages", "Date range"]) {
    const links = page.getByRole("navigation", { name })
    const open = await lookOf(links.locator("a[aria-current]"))
    const other = await lookOf(links.locator("a:not([aria-current])"))
    expect(open.backgroundColor, name).not.toBe(other.backgroundColor)
  }
  await page.goto(`/invites/new?org=${ids.organization}`)
  expect((await lookOf(page.getByRole("button", { name: "Send invitation" }))).borderTopStyle).toBe("solid")
})

test("a guest sees the permission they lack", async ({ page }) => {
  await signInAt(page, "guest@example.com", "nanostack-demo")
  await page.goto("/members?org=org_123")
  await expect(page.getByText("You need the permission “View members” in this organization.")).toBeVisible()
  await page.goto("/api-keys?org=org_123")
  await expect(page.getByText("“View API keys”")).toBeVisible()
  await expect(page.getByText("Ask one of its admins for access.")).toBeVisible()
})

test("a member sees whom to ask", async ({ page, team }) => {
  await signInAt(page, team.member.email, team.member.password)
  const answer = await page.goto("/invites")
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole("main")).toContainText("“View invitations”")
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
