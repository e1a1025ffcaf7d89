import type { Page } from "@playwright/test"
import { codeTo, wrongFor } from "./codes"
import { behindTheirBacks, db } from "./database"
import { expect, join, mailTo, newAddress, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt, sessionCookie, signInAt } from "./pages"

/** Asks for a code on the sign-in page. */
async function askAt(page: Page, email: string, next = "") {
  await page.goto(`/login${next && `?next=${encodeURIComponent(next)}`}`)
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a code" }).click()
  await page.waitForURL(/\/login\/email-code/)
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without"
  test(`a person signs in by a code of an email, ${how} JavaScript, and goes on to the page they wanted`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await askAt(page, person.email, "/profile/security")
    await expect(page.getByText(person.email)).toBeVisible()
    const code = await codeTo(person.email)
    await page.getByLabel("Code").fill(wrongFor(code))
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByText("This code is wrong or no longer works.")).toBeVisible()
    await page.getByLabel("Code").fill(code)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/profile\/security/)
    await context.close()
  })

  test(`a mistyped address is reported on the sign-in page or the next one, ${how} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto("/login")
    await page.getByLabel("Email").fill("nora@example")
    await page.getByRole("button", { name: "Email me a code" }).click()
    await expect(page.getByText("Enter one email address, such as ada@example.com.")).toBeVisible()
    await expect(page.getByLabel("Email")).toHaveValue("nora@example")
    await context.close()
  })

  test(`the link of the email signs in where the code was asked for, and only shows the code elsewhere, ${how} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const asking = await personAt(browser, baseURL, scripts)
    const elsewhere = await personAt(browser, baseURL, scripts)
    await askAt(asking.page, person.email, "/profile/security")
    await followMail(elsewhere.page, person.email, "email_code")
    await expect(elsewhere.page.getByText(await codeTo(person.email), { exact: true })).toBeVisible()
    await expect(elsewhere.page.getByRole("main").getByRole("button")).toHaveCount(0)
    expect(await sessionCookie(elsewhere.context)).toBeUndefined()
    await followMail(asking.page, person.email, "email_code")
    expect(await sessionCookie(asking.context)).toBeUndefined()
    await asking.page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
    await asking.page.waitForURL(/\/profile\/security/)
    await elsewhere.page.reload()
    await expect(elsewhere.page.getByRole("heading", { name: "Code expired or already used" })).toBeVisible()
    await asking.context.close()
    await elsewhere.context.close()
  })

  test(`a person without a password confirms by a code, and sets a password, ${how} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const { id, email } = await register()
    const { context, page } = await personAt(browser, baseURL, scripts)
    await askAt(page, email)
    await page.getByLabel("Code").fill(await codeTo(email))
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL((url) => !url.pathname.startsWith("/login"))
    await behindTheirBacks(() =>
      db().session.updateMany({ where: { userId: id }, data: { provedAt: new Date(Date.now() - 7_200_000) } }),
    )
    await page.goto("/profile/security")
    const form = page.locator("form", { has: page.getByLabel("New password") })
    await form.getByRole("button", { name: "Email me a code" }).click()
    await expect(form.getByText("We've emailed you a code.")).toBeVisible()
    await form.getByLabel("Code from our email").fill(await codeTo(email, "proof_code"))
    await form.getByLabel("New password").fill("a first long password")
    await form.getByRole("button", { name: "Set password" }).click()
    await expect(page.getByLabel("Current password")).toBeVisible()
    await context.clearCookies()
    await signInAt(page, email, "a first long password")
    await context.close()
  })
}

test("the sign-in page shows the same for an unknown, an unverified and a verified address", async ({
  browser,
  baseURL,
  team,
}) => {
  const seen = new Set<string>()
  for (const email of [newAddress(), (await register()).email, team.member.email]) {
    const { context, page } = await personAt(browser, baseURL, false)
    const answered = page.waitForResponse((response) => response.request().method() === "POST")
    await askAt(page, email)
    const response = await answered
    const headers = Object.keys(await response.allHeaders()).sort()
    const cookies = (await context.cookies()).map(({ name, value }) => `${name} ${value.length}`)
    const text = String(await page.getByRole("main").textContent()).replaceAll(email, "…")
    seen.add(JSON.stringify([response.status(), headers, cookies, text, new URL(page.url()).search]))
    await context.close()
  }
  expect(seen.size).toBe(1)
})

test("a code that was asked for elsewhere doesn't work here, and a new one can be asked for after 30 seconds", async ({
  browser,
  baseURL,
  team,
}) => {
  const person = await join(team.owner, "member")
  const [one, two] = [await personAt(browser, baseURL), await personAt(browser, baseURL, false)]
  await askAt(one.page, person.email)
  const code = await codeTo(person.email)
  await askAt(two.page, person.email)
  await two.page.getByLabel("Code").fill(code)
  await two.page.getByRole("button", { name: "Sign in" }).click()
  await expect(two.page.getByText("This code is wrong or no longer works.")).toBeVisible()
  await expect(one.page.getByRole("button", { name: "Send a new code" })).toBeDisabled()
  await two.page.getByRole("button", { name: "Send a new code" }).click()
  await expect(two.page.getByText(/Too many attempts\. Try again in/)).toBeVisible()
  await one.context.close()
  await two.context.close()
})

for (const locale of ["en", "de"])
  test(`the pages of codes are accessible, in ${locale}`, async ({ browser, baseURL, team }) => {
    const context = await browser.newContext({ baseURL: String(baseURL), locale })
    const page = await context.newPage()
    await page.goto("/login/email-code")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      locale === "en" ? "Sign in with a code" : "Mit einem Code anmelden",
    )
    await expectAccessible(page)
    await page.locator("input[name=email]").fill(team.guest.email)
    await page
      .locator("form", { has: page.locator("input[name=email]") })
      .getByRole("button")
      .click()
    await expect(page.locator("input[name=code]")).toBeVisible()
    await expectAccessible(page)
    await followMail(page, team.guest.email, "email_code")
    await expectAccessible(page)
    const other = await personAt(browser, baseURL)
    await followMail(other.page, team.guest.email, "email_code")
    await expectAccessible(other.page)
    await other.context.close()
    await context.close()
  })

test("a person without a password closes their account by a code", async ({ page }) => {
  const { email } = await register()
  await askAt(page, email)
  await page.getByLabel("Code").fill(await codeTo(email))
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/login"))
  await page.goto("/profile/data")
  await page.getByText("Close my account…").click()
  const form = page.locator("form", { has: page.getByLabel("Code from our email") })
  await form.getByRole("button", { name: "Email me a code" }).click()
  await expect(form.getByText("We've emailed you a code.")).toBeVisible()
  await form.getByLabel("Code from our email").fill(await codeTo(email, "proof_code"))
  await form.getByRole("button", { name: "Close my account" }).click()
  await page.waitForURL(/\/login\?done=closed/)
  expect((await mailTo(email, "proof_code")).subject).toBe("Your confirmation code")
})
