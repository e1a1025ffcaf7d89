import { randomBytes } from "node:crypto"
import type { Locator, Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"
import { behindTheirBacks, db } from "./database"
import { api, expect, join, newAddress, type Person, register, test, verify } from "./fixtures"
import { expectAccessible, personAt, signInAt, signOutAt } from "./pages"

/** Returns codes of an authenticator app with the page's secret, at an offset in 30-second steps. */
async function appOf(page: Page) {
  const shown = await page.locator("code").first().textContent()
  const secret = Secret.fromBase32(String(shown).replaceAll(" ", ""))
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  return (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
}

/** Returns the values shown only once. */
async function secretsOn(place: Page | Locator): Promise<string> {
  return String(await place.locator("pre").textContent()).trim()
}

/** Expects a warning when leaving without copying the secret, and none after copying it. */
async function keepUntilCopied(page: Page): Promise<void> {
  const asked: string[] = []
  page.once("dialog", (dialog) => {
    asked.push(dialog.message())
    return dialog.dismiss()
  })
  await page.getByRole("link", { name: "Back to API keys" }).click()
  await expect.poll(() => asked).toEqual([expect.stringContaining("without copying the secret")])
  await expect(page.getByText(/won't see (it|them) again/)).toBeVisible()
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await page.getByRole("button", { name: "Copy" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Copied." })).toBeVisible()
}

async function typePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

for (const scripts of [true, false])
  test(`a person turns on two-factor authentication and signs in with a code, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    test.slow()
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    await page.goto("/profile/security")
    await page.getByRole("button", { name: "Set up" }).click()
    await page.waitForURL(/\/profile\/second-factor/)
    if (scripts) await expectAccessible(page)
    const code = await appOf(page)
    await page.getByLabel("Code from the app").fill("000000")
    await page.getByRole("button", { name: "Turn on" }).click()
    await expect(page.getByText(/code is wrong/)).toBeVisible()
    await page.getByLabel("Code from the app").fill(code(-1))
    await page.getByRole("button", { name: "Turn on" }).click()
    await expect(page.getByText(/won't see (it|them) again/)).toBeVisible()
    if (scripts) await expectAccessible(page)
    const [recovery = ""] = (await secretsOn(page)).split("\n")
    await page.goto("/profile/second-factor")
    await expect(page.getByText(recovery)).toHaveCount(0)

    await signOutAt(page)
    await page.waitForURL(/\/login/)
    await page.goto(`/members?org=${person.organizationId}`)
    await typePassword(page, person)
    await page.waitForURL(/\/login\/code/)
    if (scripts) await expectAccessible(page)
    await page.getByLabel("Code").fill("aaaaa-aaaaa")
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByText(/code is wrong/)).toBeVisible()
    await page.getByLabel("Code").fill(code(0))
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/members/)

    await signOutAt(page)
    await page.waitForURL(/\/login/)
    await typePassword(page, person)
    await page.waitForURL(/\/login\/code/)
    await page.getByLabel("Code").fill(recovery)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/profile/)
    await page.getByRole("link", { name: "Security" }).click()
    await expect(page.getByText("9 recovery codes left")).toBeVisible()
    await context.close()
  })

for (const scripts of [true, false])
  test(`a person has to verify the email before turning on two-factor authentication, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const person = await register({ email: newAddress("unverified"), name: "Uma Unverified" })
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    await page.goto("/profile/security")
    await expect(page.getByText(/needs a verified email\./)).toBeVisible()
    await expect(page.getByRole("button", { name: "Set up" })).toHaveCount(0)
    await page.goto("/profile/second-factor")
    await expect(page.getByText(/needs a verified email\./)).toContainText(person.email)
    await expect(page.getByRole("img", { name: /QR code/ })).toHaveCount(0)
    if (scripts) await expectAccessible(page)
    await page.getByRole("button", { name: "Send again" }).click()
    await expect(page.getByText(/We've sent a new link/)).toBeVisible()
    await verify(person)
    await page.goto("/profile/second-factor")
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible()
    await context.close()
  })

test("the password alone does not get past the second step", async ({ page, team }) => {
  const person = await join(team.owner, "member")
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/second-factor")
  const code = await appOf(page)
  await page.getByLabel("Code from the app").fill(code(0))
  await page.getByRole("button", { name: "Turn on" }).click()
  await expect(page.getByText(/won't see (it|them) again/)).toBeVisible()
  await page.context().clearCookies()
  await page.goto("/login/code")
  await expect(page).toHaveURL(/\/login$/)
  await typePassword(page, person)
  await page.waitForURL(/\/login\/code/)
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login\?/)
})

test("a code of an app whose secret cannot be decrypted gets its own error, and a recovery code signs in", async ({
  page,
  team,
}) => {
  const person = await join(team.owner, "member")
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/second-factor")
  const code = await appOf(page)
  await page.getByLabel("Code from the app").fill(code(-1))
  await page.getByRole("button", { name: "Turn on" }).click()
  const [recovery = ""] = (await secretsOn(page)).split("\n")
  await db().userSecret.update({
    where: { userId: person.id },
    data: { totpSecret: new Uint8Array(randomBytes(60)) },
  })
  await page.context().clearCookies()
  await page.goto("/login")
  await typePassword(page, person)
  await page.waitForURL(/\/login\/code/)
  await page.getByLabel("Code").fill(code(0))
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/Enter a recovery code, or ask the operator/)
  await page.getByLabel("Code").fill(recovery)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL(/\/profile/)
})

test("a person ends another session, which is signed out immediately (S-045)", async ({ browser, baseURL, team }) => {
  const person = await join(team.owner, "member")
  const [here, there] = [await personAt(browser, baseURL), await personAt(browser, baseURL)]
  await signInAt(there.page, person.email, person.password)
  // The session of the accepted invite came through the API; only the browser's is left to end.
  await signInAt(here.page, person.email, person.password)
  await here.page.goto("/profile/security")
  await expectAccessible(here.page)
  const list = here.page.getByRole("list", { name: "Sessions" })
  const before = await list.getByRole("listitem").count()
  await list
    .getByRole("button", { name: /End the session on .*Chrom/ })
    .first()
    .click()
  await expect(list.getByRole("listitem")).toHaveCount(before - 1)
  await there.page.goto("/profile")
  await expect(there.page).toHaveURL(/\/login/)
  await here.page.getByRole("button", { name: "End all other sessions" }).click()
  await expect(list.getByRole("listitem")).toHaveCount(1)
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  await here.page.reload()
  await expect(here.page.getByText("This device")).toBeVisible()
  await Promise.all([here.context.close(), there.context.close()])
})

for (const scripts of [true, false])
  test(`an admin creates, rotates and revokes an API key, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const admin = await join(team.owner, "admin")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, admin.email, admin.password)
    await page.goto(`/api-keys?org=${admin.organizationId}`)
    await page.getByRole("link", { name: "Create API key" }).click()
    if (scripts) await expectAccessible(page)
    const name = `Night job ${scripts}`
    await page.getByLabel("Name", { exact: true }).fill(name)
    await page.getByRole("checkbox", { name: "View members" }).check()
    await page.getByLabel("Custom permissions").fill("billing")
    await page.getByRole("button", { name: "Create API key" }).click()
    await expect(page.getByText(/resource:action, such as/)).toBeVisible()
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name)
    await expect(page.getByRole("checkbox", { name: "View members" })).toBeChecked()
    await page.getByLabel("Custom permissions").fill("billing:read")
    await page.getByRole("button", { name: "Create API key" }).click()
    await expect(page.getByText(/won't see (it|them) again/)).toBeVisible()
    const first = await secretsOn(page)
    expect(first).toMatch(/^nsk_/)
    const works = async (token: string) => (await api("GET /users", { token })).status
    expect(await works(first)).toBe(200)

    await behindTheirBacks(
      () => db().$executeRaw`UPDATE sessions SET proved_at = now() - interval '16 minutes' WHERE user_id = ${admin.id}`,
    )
    if (scripts) await keepUntilCopied(page)
    await page.getByRole("link", { name: "Back to API keys" }).click()
    const row = page.getByRole("table", { name: "API keys" }).getByRole("rowgroup").filter({ hasText: name })
    await row.locator("summary").first().click()
    await row.getByLabel("Keep old secret working for").selectOption("0")
    await row.getByLabel("Your password").first().fill("not my password")
    await row.getByRole("button", { name: "Rotate secret" }).click()
    await expect(row.getByText("The password is incorrect.")).toBeVisible()
    expect(await works(first)).toBe(200)
    await row.getByLabel("Keep old secret working for").selectOption("0")
    await row.getByLabel("Your password").first().fill(admin.password)
    await row.getByRole("button", { name: "Rotate secret" }).click()
    await expect(row.getByText(/won't see (it|them) again/)).toBeVisible()
    const second = await secretsOn(row)
    expect([await works(first), await works(second)]).toEqual([401, 200])
    if (scripts) await expectAccessible(page)

    await page.goto(`/api-keys?org=${admin.organizationId}`)
    await expect(page.getByText(second)).toHaveCount(0)
    await row
      .getByText(/^Revoke/)
      .first()
      .click()
    await row.getByRole("button", { name: `Revoke ${name}` }).click()
    await expect(page.getByText("API key revoked.")).toBeVisible()
    expect(await works(second)).toBe(401)
    await context.close()
  })

test("a person exports their data, leaves, closes the account and reopens it", async ({ page, team }) => {
  const person = await join(team.owner, "member")
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/data")
  const file = await page.request.get("/profile/export")
  expect(file.headers()["content-disposition"]).toContain("attachment")
  expect((await file.json()).account.email).toBe(person.email)
  await page.getByText("Close my account…").click()
  await expect(page.getByText(/reset your password within 30 days/)).toBeVisible()
  const form = page.locator("form", { has: page.getByRole("button", { name: "Close my account" }) })
  await form.getByLabel("Your password").fill("not my password")
  await form.getByRole("button", { name: "Close my account" }).click()
  await expect(form.getByText("The password is incorrect.")).toBeVisible()
  await form.getByLabel("Your password").fill(person.password)
  await form.getByRole("button", { name: "Close my account" }).click()
  await page.waitForURL(/\/login\?done=closed/)
  expect((await page.request.get("/profile/export")).url()).toContain("/login")
  await typePassword(page, person)
  await page.waitForURL(/\/profile/)
  await page.goto("/profile/organizations")
  await page
    .getByText(/^Leave/)
    .first()
    .click()
  await page.getByRole("button", { name: /^Leave/ }).click()
  await expect(page.getByText("You've left the organization.")).toBeVisible()
  await expect(page.getByText("You're not in any organization.")).toBeVisible()
})
