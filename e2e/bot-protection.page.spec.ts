import type { Browser } from "@playwright/test"
import { from, many, newClient } from "./clients"
import { db } from "./database"
import { api, countMailsTo, expect, newAddress, password, register, test, verify } from "./fixtures"
import { expectAccessible, personAt, sessionCookie } from "./pages"
import { anotherServer } from "./servers"

// One server is started for the whole file, with limits whose half is soon used.
test.describe.configure({ mode: "default", timeout: 120_000 })

let server: Awaited<ReturnType<typeof anotherServer>>

test.beforeAll(async ({ browser }) => {
  server = await anotherServer({
    BOT_PROTECTION: "altcha",
    RATE_LIMIT_SCALE: "1",
    TRUSTED_PROXIES: "127.0.0.1,::1",
    LIMIT_REGISTER_PER_HOUR: "8",
    LIMIT_SIGN_IN_PER_MINUTE: "12",
    LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE: "1000",
  })
  // Each page is loaded when it is first asked for: not within the minute of a limit.
  const { context, page } = await personAt(browser, server.origin)
  for (const path of ["/register", "/forgot-password", "/login", "/login/email-code", "/verify-email?sent=1"])
    await page.goto(path)
  await context.close()
})
test.afterAll(() => server.stop())

/** A browser of a client of its own, and functions that use half of its limits. */
async function visitor(browser: Browser, javaScriptEnabled = true) {
  const headers = from(newClient())
  const { context, page } = await personAt(browser, server.origin, javaScriptEnabled)
  await context.setExtraHTTPHeaders({ "x-forwarded-for": headers["x-forwarded-for"] })
  const { origin } = server
  const registrations = () =>
    many(4, () =>
      api("POST /auth/register", { body: { email: newAddress(), password, name: "Rita" }, headers, origin }),
    )
  const signIns = () =>
    many(6, () => api("POST /auth/password/forgot", { body: { email: newAddress() }, headers, origin }))
  return { context, page, registrations, signIns }
}

type Page = Awaited<ReturnType<typeof visitor>>["page"]

async function fillRegistration(page: Page, email: string) {
  await page.getByLabel("Your name").fill("Rita")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
}

const create = (page: Page) => page.getByRole("button", { name: "Create account" }).click()

/** Holds back the challenge, so that the state of checking lasts. */
async function holdBack(page: Page) {
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route("**/auth/bot-challenge", async (route) => {
    await held
    await route.continue()
  })
  return release
}

test("a person registers where the browser is checked, and sees that it is", async ({ browser }) => {
  const { context, page, registrations } = await visitor(browser)
  await registrations()
  await page.goto("/register")
  const release = await holdBack(page)
  await fillRegistration(page, newAddress())
  await create(page)
  await expect(page.getByRole("status").getByText("Checking your browser…")).toBeVisible()
  await expectAccessible(page)
  release()
  await page.waitForURL((url) => url.pathname !== "/register")
  expect(await sessionCookie(context)).toBeDefined()
  await context.close()
})

test("a page from before the limit was half used checks the browser once the server says so, and sends again itself", async ({
  browser,
}) => {
  const { context, page, registrations, signIns } = await visitor(browser)
  await page.goto("/register")
  await fillRegistration(page, newAddress())
  await registrations()
  await create(page)
  await page.waitForURL((url) => url.pathname !== "/register")
  expect(await sessionCookie(context)).toBeDefined()
  await context.clearCookies()

  const { email } = await register()
  await page.goto("/forgot-password")
  await signIns()
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Send password reset email" }).click()
  await expect(page.getByText("If an account with this email exists")).toBeVisible()
  expect(await db().mail.count({ where: { recipient: email, template: "reset_password" } })).toBe(1)
  await context.close()
})

test("after a mistake the browser is checked again", async ({ browser, team }) => {
  const { context, page, registrations } = await visitor(browser)
  await registrations()
  await page.goto("/register")
  await fillRegistration(page, team.member.email)
  await create(page)
  await expect(page.getByText("An account with this email already exists")).toBeVisible()
  await page.getByLabel("Email").fill(newAddress())
  await create(page)
  await page.waitForURL((url) => url.pathname !== "/register")
  expect(await sessionCookie(context)).toBeDefined()
  await context.close()
})

test("a person asks for a code where the browser is checked, with the keyboard; signing in with a password needs no check", async ({
  browser,
}) => {
  const { context, page, signIns } = await visitor(browser)
  const { email } = await register()
  await page.goto("/login")
  await signIns()
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a code" }).press("Enter")
  await page.waitForURL(/\/login\/email-code/)
  await expect(page.getByText(email)).toBeVisible()
  expect(await db().mail.count({ where: { recipient: email, template: "email_code" } })).toBe(1)
  await page.goto("/login")
  const release = await holdBack(page)
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await page.waitForURL((url) => url.pathname !== "/login")
  release()
  await context.close()
})

test("a browser that can't be checked says so, and keeps what was typed", async ({ browser }) => {
  const { context, page, registrations } = await visitor(browser)
  await registrations()
  await page.goto("/register")
  await page.route("**/auth/bot-challenge", (route) => route.abort())
  const email = newAddress()
  await fillRegistration(page, email)
  await create(page)
  await expect(page.getByRole("alert").getByText("We couldn't check your browser.")).toBeVisible()
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await page.unroute("**/auth/bot-challenge")
  await create(page)
  await page.waitForURL((url) => url.pathname !== "/register")
  await context.close()
})

test("without JavaScript a registration has no session until the mailed link, and looks the same for every address", async ({
  browser,
  team,
}) => {
  const { context, page, registrations } = await visitor(browser, false)
  await registrations()
  const seen: unknown[] = []
  const email = newAddress()
  for (const typed of [team.member.email, email]) {
    await page.goto("/register")
    await fillRegistration(page, typed)
    await create(page)
    await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible()
    seen.push([page.url(), await page.getByRole("main").textContent(), await sessionCookie(context)])
  }
  expect(seen[0]).toEqual(seen[1])
  const login = () => api("POST /auth/login", { body: { email, password } })
  expect((await login()).outcome).toBe("403 email_not_verified")
  expect(await countMailsTo(email)).toBe(2)
  await verify({ email })
  expect((await login()).status).toBe(200)
  await context.close()
})

test("without JavaScript the pages say what to do instead of emailing", async ({ browser }) => {
  const { context, page, signIns } = await visitor(browser, false)
  const { email } = await register()
  const before = await countMailsTo(email)
  await signIns()
  await page.goto("/forgot-password")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Send password reset email" }).click()
  await expect(page.getByRole("alert")).toContainText(/Turn on JavaScript, or try again in \d+ seconds/)
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await page.goto("/login")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a code" }).click()
  await page.waitForURL(/\/login\/email-code/)
  await expect(page.getByRole("alert")).toContainText("Turn on JavaScript, or try again in a minute.")
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await page.getByRole("button", { name: "Email me a code" }).click()
  await expect(page.getByText(/Turn on JavaScript, or try again in \d+ seconds/)).toBeVisible()
  expect(await countMailsTo(email)).toBe(before)
  await context.close()
})
