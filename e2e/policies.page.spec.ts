import type { Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"
import { behindTheirBacks, db } from "./database"
import { expect, join, newTenant, type Person, test } from "./fixtures"
import { expectAccessible, personAt, signInAt, signOutAt } from "./pages"
import { turnOnTwoFactor } from "./two-factor"

/** Requires two-factor authentication in a person's organization. */
const require = ({ tenantId, organizationId }: Person, days = 0) =>
  behindTheirBacks(
    () => db().$executeRaw`
      INSERT INTO policies (tenant_id, organization_id, require_two_factor, two_factor_from)
      VALUES (${tenantId}, ${organizationId}, true, now() + make_interval(days => ${days}::int))`,
  )

/** Signs in by password and a code, and says whether the browser is to be remembered. */
async function signInByCode(page: Page, person: Person, code: string, remember = false) {
  await signInAt(page, person.email, person.password)
  await expect(page).toHaveURL(/\/login\/code/)
  await page.getByLabel("Code").fill(code)
  if (remember) await page.getByLabel("Don't ask again in this browser for 30 days").check()
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/login"))
}

for (const scripts of [true, false])
  test(`a member whose organization requires two-factor authentication sets it up and gets to where they wanted, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const person = await join(owner, "admin")
    await require(owner)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    await page.goto(`/members?org=${owner.organizationId}`)
    await expect(page).toHaveURL(/\/comply\?organization_id=/)
    if (scripts) await expectAccessible(page)
    await page.getByRole("link", { name: "Set up two-factor authentication" }).click()
    const shown = await page.locator("code").first().textContent()
    const secret = Secret.fromBase32(String(shown).replaceAll(" ", ""))
    await page.getByLabel("Code").fill(new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret }).generate())
    await page.getByRole("button", { name: "Turn on" }).click()
    await page.getByRole("link", { name: "Continue" }).click()
    await expect(page).toHaveURL(/\/members\?org=/)
    await context.close()
  })

test("a member with two-factor authentication enters a code in a session that began without one, and reads it in German", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  const person = await join(owner, "admin")
  const { page, context } = await personAt(browser, baseURL)
  await signInAt(page, person.email, person.password)
  const { recovery } = await turnOnTwoFactor(person)
  await require(owner)
  await context.addCookies([{ name: "locale", value: "de", url: String(baseURL) }])
  await page.goto(`/members?org=${owner.organizationId}`)
  await expect(page.getByText("Geben Sie einen Code der Zwei-Faktor-Authentifizierung ein")).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Code").fill("000000")
  await page.getByRole("button", { name: "Fortfahren" }).click()
  await expect(page.getByText("Dieser Code").first()).toBeVisible()
  await page.getByLabel("Code").fill(recovery[0] ?? "")
  await page.getByRole("button", { name: "Fortfahren" }).click()
  await expect(page).toHaveURL(/\/members\?org=/)
  await context.close()
})

test("a member reads from when two-factor authentication is required", async ({ browser, baseURL }) => {
  const owner = await newTenant()
  const person = await join(owner, "admin")
  await require(owner, 14)
  const { page, context } = await personAt(browser, baseURL)
  await signInAt(page, person.email, person.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  await expect(page.getByText(/requires two-factor authentication/)).toBeVisible()
  await context.close()
})

test("a person is asked for no code in a browser that is remembered, until they forget it", async ({
  browser,
  baseURL,
}) => {
  const person = await join(await newTenant(), "member")
  const { recovery } = await turnOnTwoFactor(person)
  const { page, context } = await personAt(browser, baseURL)
  await signInByCode(page, person, recovery[0] ?? "", true)
  await signOutAt(page)
  await signInAt(page, person.email, person.password)
  await expect(page).not.toHaveURL(/\/login\/code/)
  const session = await db().session.findFirstOrThrow({ where: { userId: person.id }, orderBy: { createdAt: "desc" } })
  expect([session.assurance, session.rememberedSince && session.rememberedSince < session.createdAt]).toEqual([2, true])
  await page.goto("/profile/security")
  await page.getByRole("button", { name: /Ask again/ }).click()
  await expect(page.getByText("No browsers.")).toBeVisible()
  await signOutAt(page)
  await signInAt(page, person.email, person.password)
  await expect(page).toHaveURL(/\/login\/code/)
  await context.close()
})

test("an admin changes the sign-in policy, and sees who doesn't use two-factor authentication", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  const { recovery } = await turnOnTwoFactor(owner)
  const { page, context } = await personAt(browser, baseURL)
  await signInByCode(page, owner, recovery[0] ?? "")
  await page.goto(`/organization?org=${owner.organizationId}`)
  await page.getByRole("link", { name: "Change the sign-in policy" }).click()
  await expect(page.getByText(member.email)).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Require two-factor authentication").check()
  await page.getByLabel("Grace period in days").fill("7")
  await page.getByLabel("Sign in again after hours").fill("12")
  await page.getByRole("button", { name: "Save policy" }).click()
  await expect(page.getByText("Policy saved.")).toBeVisible()
  const policy = await db().policy.findFirstOrThrow({ where: { tenantId: owner.tenantId } })
  expect(policy).toMatchObject({ requireTwoFactor: true, sessionMaxHours: 12, organizationId: owner.organizationId })
  await context.close()
})
