import { expect } from "@playwright/test"
import { db } from "./database"
import { mailTo, newAddress, password, register, signIn, verify } from "./fixtures"
import { expectAccessible, letProofAge, personAt, signInAt } from "./pages"
import { newSubject, ownedAddress, test } from "./stand-ins/world"

const claimed = (email: string) => ({ sub: newSubject(), email, email_verified: true, name: "Ida Elsewhere" })

test("a button for each provider, and back with an account – with and without JavaScript, in both languages", async ({
  browser,
  world,
}) => {
  for (const javaScript of [true, false]) {
    const { page } = await personAt(browser, world.origin, javaScript)
    await page.goto("/login")
    const names = await page.getByRole("button", { name: /^Continue with/ }).allTextContents()
    expect(names).toEqual(["Continue with GitHub", "Continue with Acme ID", "Continue with Other ID"])
    if (javaScript) await expectAccessible(page)
    await page.goto("/register")
    world.acme.person = claimed(ownedAddress())
    await page.getByRole("button", { name: "Continue with Acme ID" }).click()
    await page.waitForURL(/\/(profile|overview)/)
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  }
  const german = await browser.newContext({ baseURL: world.origin, locale: "de-DE" })
  const page = await german.newPage()
  world.acme.fault = { error: "access_denied" }
  await page.goto("/login")
  await page.getByRole("button", { name: "Weiter mit Acme ID" }).click()
  await expect(page.getByText("Die Anmeldung wurde abgebrochen.")).toBeVisible()
  await expectAccessible(page)
})

test("an account is linked and unlinked in the security settings, after a recent proof", async ({ browser, world }) => {
  const owner = await register({ email: newAddress("owner") })
  await verify(owner)
  const { page } = await personAt(browser, world.origin)
  await signInAt(page, owner.email, password)
  await letProofAge(owner)
  const email = `octocat.${owner.email}`
  world.github.user = { id: Number.parseInt(newSubject().slice(0, 8), 16), login: "octocat", name: "Octavia" }
  world.github.emails = [{ email, primary: true, verified: true }]
  await page.goto("/profile/security")
  await page.getByRole("button", { name: "Link GitHub" }).click()
  await page.locator("form").filter({ hasText: "Link GitHub" }).getByLabel("Your password").fill(password)
  await page.getByRole("button", { name: "Link GitHub" }).click()
  await expect(page.getByText("Account linked. You can now sign in with it.")).toBeVisible()
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible()
  await expectAccessible(page)
  expect((await mailTo(owner.email, "identity_linked")).text).toContain("GitHub")
  await page.getByText(`Unlink ${email}`).click()
  await page.getByRole("button", { name: "Unlink account" }).click()
  await expect(page.getByText("Account unlinked.")).toBeVisible()
  await expect(page.getByText("No accounts linked.")).toBeVisible()
  await signIn(owner.email)
})

test("the only way to sign in has no button to unlink it", async ({ browser, world }) => {
  const email = newAddress()
  world.other.person = claimed(email)
  const { page } = await personAt(browser, world.origin)
  await page.goto("/login")
  await page.getByRole("button", { name: "Continue with Other ID" }).click()
  await page.waitForURL(/\/(profile|overview)/)
  await page.goto("/profile/security")
  await expect(page.getByText("This is your only way to sign in.")).toBeVisible()
  await expect(page.getByText(/^Unlink/)).toHaveCount(0)
  expect(await db().userIdentity.count({ where: { email } })).toBe(1)
})

test("an address that has an account leads to its sign-in once, and to linking", async ({ browser, world }) => {
  const owner = await register({ email: newAddress("owner") })
  await verify(owner)
  world.other.person = claimed(owner.email)
  const { page } = await personAt(browser, world.origin)
  await page.goto("/login")
  await page.getByRole("button", { name: "Continue with Other ID" }).click()
  await expect(page.getByRole("heading", { name: "Link your account" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Sign in to link" }).click()
  await expect(page.getByLabel("Email")).toHaveValue(owner.email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await page.getByRole("button", { name: "Link Other ID" }).click()
  await expect(page.getByText("Account linked. You can now sign in with it.")).toBeVisible()
})
