import type { Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"
import { newId } from "../lib/core/db/ids"
import { api } from "./api"
import { behindTheirBacks, db } from "./database"
import { expect, good, join, mailTo, newTenant, type Person, test } from "./fixtures"
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
  await page.getByRole("textbox", { name: "Code" }).fill(code)
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
    await page
      .getByRole("textbox", { name: "Code" })
      .fill(new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret }).generate())
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
  await page.getByRole("textbox", { name: "Code" }).fill("000000")
  await page.getByRole("button", { name: "Fortfahren" }).click()
  await expect(page.getByText("Dieser Code").first()).toBeVisible()
  await page.getByRole("textbox", { name: "Code" }).fill(recovery[0] ?? "")
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

test("after a password reset, a browser that was remembered is asked for a code", async ({ browser, baseURL }) => {
  const person = await join(await newTenant(), "member")
  const { recovery } = await turnOnTwoFactor(person)
  const { page, context } = await personAt(browser, baseURL)
  await signInByCode(page, person, recovery[0] ?? "", true)
  await signOutAt(page)
  await api("POST /auth/password/forgot", { body: { email: person.email } })
  const { token } = await mailTo(person.email, "reset_password")
  const new_password = "another good password"
  good(await api("POST /auth/password/reset", { body: { token, new_password } }))
  await signInAt(page, person.email, new_password)
  await expect(page).toHaveURL(/\/login\/code/)
  await context.close()
})

test("a person with a passkey signs in with it where two-factor authentication is required", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  const person = await join(owner, "admin")
  const [credentialId, publicKey] = [new Uint8Array([1]), new Uint8Array([1])]
  const passkey = { id: newId("passkey"), name: "P", credentialId, publicKey, aaguid: "" }
  await behindTheirBacks(() =>
    db().passkey.create({ data: { userId: person.id, rpId: new URL(String(baseURL)).hostname, ...passkey } }),
  )
  await require(owner)
  const { page, context } = await personAt(browser, baseURL)
  await signInAt(page, person.email, person.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Sign in with a passkey" }).click()
  await expect(page).toHaveURL(/\/login\?next=/)
  await context.close()
})

test("a person without any of the allowed ways to sign in is led to where they set one up", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  const person = await join(owner, "admin")
  await behindTheirBacks(
    () => db().$executeRaw`
      INSERT INTO policies (tenant_id, organization_id, allowed_methods)
      VALUES (${owner.tenantId}, ${owner.organizationId}, ARRAY['passkey'])`,
  )
  const { page, context } = await personAt(browser, baseURL)
  await signInAt(page, person.email, person.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  await expect(page.getByText(/Set up one of these in your profile, then sign in with it: Passkey/)).toBeVisible()
  await page.getByRole("link", { name: "Go to your security settings" }).click()
  await expect(page.getByRole("heading", { name: "Passkeys" })).toBeVisible()
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
  await page.getByRole("button", { name: "Show who is affected" }).click()
  await expect(page.getByText(/1 of 2 people would have to sign in again/)).toBeVisible()
  await expect(page.getByRole("list", { name: "People affected" })).toContainText(member.email)
  expect(await db().policy.count({ where: { tenantId: owner.tenantId } })).toBe(0)
  await expect(page.getByLabel("Grace period in days")).toHaveValue("7")
  await page.getByRole("button", { name: "Save policy" }).click()
  await expect(page.getByText("Policy saved.")).toBeVisible()
  const policy = await db().policy.findFirstOrThrow({ where: { tenantId: owner.tenantId } })
  expect(policy).toMatchObject({ requireTwoFactor: true, sessionMaxHours: 12, organizationId: owner.organizationId })
  await context.close()
})
