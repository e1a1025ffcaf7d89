import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { codeTo, wrongFor } from "./codes"
import { behindTheirBacks, db } from "./database"
import { expect, join, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

for (const scripts of [true, false])
  test(`a tenant admin resets a member's lost two-factor authentication, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const me = await callerOfAccessToken(person.token)
    const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
    await confirmSecondFactor(me, new TOTP({ secret }).generate())
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, team.owner.email, team.owner.password)
    await page.goto(`/members/${person.id}?org=${team.organizationId}`)
    await page.getByText("Reset two-factor authentication…").click()
    const form = page.locator("details", { hasText: "Reset two-factor authentication…" })
    await form.getByLabel("Your password", { exact: true }).fill("not the password")
    await form.getByRole("button", { name: "Reset two-factor authentication" }).click()
    await expect(page.getByText("The password is incorrect.")).toBeVisible()
    await form.getByLabel("Your password", { exact: true }).fill(team.owner.password)
    await form.getByRole("button", { name: "Reset two-factor authentication" }).click()
    await expect(page.getByText(/^Two-factor authentication is off, their passkeys are removed/)).toBeVisible()
    if (scripts) await expectAccessible(page)
    await context.close()

    const theirs = await personAt(browser, baseURL, scripts)
    await signInAt(theirs.page, person.email, person.password)
    await expect(theirs.page.getByText("we emailed you a code")).toBeVisible()
    if (scripts) await expectAccessible(theirs.page)
    const code = await codeTo(person.email, "factor_code")
    await theirs.page.getByLabel("Code").fill(wrongFor(code))
    await theirs.page.getByRole("button", { name: "Sign in" }).click()
    await expect(theirs.page.getByText(/This code is wrong or no longer works/)).toBeVisible()
    await theirs.page.getByLabel("Code").fill(code)
    await theirs.page.getByRole("button", { name: "Sign in" }).click()
    await theirs.page.waitForURL((url) => !url.pathname.startsWith("/login"))
    await theirs.context.clearCookies()
    await signInAt(theirs.page, person.email, person.password)
    await theirs.page.waitForURL((url) => !url.pathname.startsWith("/login"))
    await theirs.context.close()
  })

test("after a reset, signing in by a code alone leads to the password", async ({ browser, baseURL, team }) => {
  const person = await join(team.owner, "member")
  await behindTheirBacks(() =>
    db().userSecret.update({ where: { userId: person.id }, data: { factorsResetAt: new Date() } }),
  )
  const { context, page } = await personAt(browser, baseURL)
  await page.goto("/login")
  await page.getByLabel("Email").fill(person.email)
  await page.getByRole("button", { name: "Email me a code" }).click()
  await page.waitForURL(/\/login\/email-code/)
  await page.getByLabel("Code").fill(await codeTo(person.email))
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByText(/Sign in with your password: we then email you another code/)).toBeVisible()
  await context.close()
})

test("an organization's admin is not offered to reset two-factor authentication", async ({
  browser,
  baseURL,
  team,
}) => {
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.admin.email, team.admin.password)
  await page.goto(`/members/${team.member.id}?org=${team.organizationId}`)
  await expect(page.getByText("Remove…")).toBeVisible()
  await expect(page.getByText("Reset two-factor authentication…")).toHaveCount(0)
  await context.close()
})
