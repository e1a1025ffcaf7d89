import type { Page } from "@playwright/test"
import { db } from "./database"
import { expect, good, join, newTenant, type Person, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`
const statusOf = async ({ tenantId }: Person) =>
  (await db().tenant.findUniqueOrThrow({ where: { id: tenantId } })).status

async function openClosing(page: Page, person: Person) {
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/data")
  await page.getByText("Close my account…").click()
  return page.locator("details", { hasText: "Close my account…" })
}

for (const scripts of [true, false]) {
  test(`a lone owner closes their account and deletes the organization in one step, ${words(scripts)} (U-1)`, async ({
    browser,
    baseURL,
  }) => {
    test.slow()
    const owner = await newTenant()
    const member = await join(owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    const closing = await openClosing(page, owner)
    const box = closing.getByRole("checkbox", { name: /^Delete this organization with my account: Harbor/ })
    await expect(closing.locator("label strong")).toHaveText("1 other person loses access")
    await expect(closing.getByRole("link", { name: "add another admin" })).toBeVisible()
    if (scripts) await expectAccessible(page)
    await box.check()
    await closing.getByLabel("Your password").fill("not my password")
    await closing.getByRole("button", { name: "Close my account and delete the organization" }).click()
    await expect(closing.getByText("The password is incorrect.")).toBeVisible()
    await expect(box).toBeChecked()
    await expect(closing.getByLabel("Your password")).toHaveValue("")
    expect(await page.content()).not.toContain("not my password")
    expect(await statusOf(owner)).toBe("active")
    await closing.getByLabel("Your password").fill(owner.password)
    await closing.getByRole("button", { name: "Close my account and delete the organization" }).click()
    await page.waitForURL(/\/login\?done=closed/)
    expect(await statusOf(owner)).toBe("deleted")
    expect((await member.send("GET /users")).outcome).toBe("401 invalid_token")
    await signInAt(page, owner.email, owner.password)
    await expect(page.getByRole("heading", { name: "You're not in any organization" })).toBeVisible()
    const again = await openClosingHere(page)
    await expect(again.getByRole("checkbox")).toHaveCount(0)
    await again.getByLabel("Your password").fill(owner.password)
    await again.getByRole("button", { name: "Close my account" }).click()
    await page.waitForURL(/\/login\?done=closed/)
    await context.close()
  })

  test(`a person who became an owner after the page was rendered sees the organizations that depend on them, ${words(scripts)} (U-1)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    const closing = await openClosing(page, person)
    await expect(closing.getByRole("checkbox")).toHaveCount(0)
    const made = good(await person.send<{ id: string }>("POST /tenants", { name: "Sudden Works" }))
    await closing.getByLabel("Your password").fill(person.password)
    await closing.getByRole("button", { name: "Close my account" }).click()
    await expect(closing.getByRole("alert")).toContainText("You're the only admin of this organization.")
    const box = closing.getByRole("checkbox", { name: /Sudden Works$/ })
    await expect(box).not.toBeChecked()
    await expect(closing.getByLabel("Your password")).toHaveValue("")
    await box.check()
    await closing.getByLabel("Your password").fill(person.password)
    await closing.getByRole("button", { name: "Close my account and delete the organization" }).click()
    await page.waitForURL(/\/login\?done=closed/)
    expect((await db().tenant.findUniqueOrThrow({ where: { id: made.id } })).status).toBe("deleted")
    await context.close()
  })

  test(`the last admin of an organization in another's tenant is asked to add another admin first, ${words(scripts)} (U-1)`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const { id: organizationId } = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" }))
    const admin = await join(owner, "admin", { organizationId })
    const member = await join(owner, "member", { organizationId })
    const { context, page } = await personAt(browser, baseURL, scripts)
    const closing = await openClosing(page, admin)
    await expect(closing.getByText(/You're the last admin of this organization/)).toBeVisible()
    await expect(closing.getByText("1 other member")).toBeVisible()
    await expect(closing.getByRole("button", { name: "Close my account" })).toHaveCount(0)
    await closing.getByRole("link", { name: "Annex" }).click()
    await expect(page.getByRole("link", { name: member.name }).first()).toBeVisible()
    good(await admin.send(`PUT /organizations/${organizationId}/users/${member.id}`, { role: "admin" }))
    await page.goto("/profile/data")
    const free = await openClosingHere(page)
    await free.getByLabel("Your password").fill(admin.password)
    await free.getByRole("button", { name: "Close my account" }).click()
    await page.waitForURL(/\/login\?done=closed/)
    await context.close()
  })
}

async function openClosingHere(page: Page) {
  await page.goto("/profile/data")
  await page.getByText("Close my account…").click()
  return page.locator("details", { hasText: "Close my account…" })
}

test("in German, two organizations are listed in one dialog", async ({ page }) => {
  const owner = await newTenant()
  good(await owner.send("POST /organizations", { name: "Anbau" }))
  await signInAt(page, owner.email, owner.password)
  await page.goto("/profile/data")
  await page.getByRole("button", { name: /^Account:/ }).click()
  await page.getByRole("button", { name: "Deutsch" }).click()
  await page.getByText("Mein Konto schließen …").click()
  await page.getByRole("checkbox", { name: /Diese 2 Organisationen mit meinem Konto löschen: Anbau Harbor/ }).check()
  await page.getByLabel("Ihr Passwort").last().fill(owner.password)
  await page.getByRole("button", { name: "Mein Konto schließen und die Organisationen löschen" }).click()
  await page.waitForURL(/\/login\?done=closed/)
  expect(await statusOf(owner)).toBe("deleted")
})
