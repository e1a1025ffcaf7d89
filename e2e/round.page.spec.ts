import type { Page } from "@playwright/test"
import { expect, newAddress, test } from "./fixtures"
import { followMail, personAt } from "./pages"

const password = "a-long-passphrase-of-mine"

async function register(page: Page, email: string) {
  await page.goto("/register")
  await page.getByLabel("Your name").fill("Olga Owner")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByLabel("Organization").fill("Round Table")
  await page.getByRole("button", { name: "Create account" }).click()
  await page.waitForURL(/\/overview\?.*done=registered/)
}

async function invite(page: Page, email: string) {
  await page.goto("/members")
  await page.getByRole("link", { name: "Invite someone" }).click()
  await page.waitForURL(/\/invites\/new/)
  await page.getByLabel("Email").fill(email)
  await page.getByText("More options").click()
  await page.getByLabel(/message/i).fill("Come and sit with us!")
  await page.getByRole("button", { name: /invitation/i }).click()
  await expect(page.getByText("Invitation sent.")).toBeVisible()
}

async function openInInbox(page: Page, email: string) {
  await page.goto("/dev/inbox")
  await page.getByText(`to ${email}`).first().click()
  const link = page.frameLocator("iframe").getByRole("link", { name: "View invitation" })
  await page.goto(String(await link.getAttribute("href")))
}

for (const scripts of [true, false])
  test(`a person registers, invites another, changes their role and removes them, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(120_000)
    const [ownerAddress, guestAddress] = [newAddress("owner"), newAddress("guest")]
    const { context: ownerContext, page: owner } = await personAt(browser, baseURL, scripts)
    await register(owner, ownerAddress)
    await followMail(owner, ownerAddress, "verify_email")
    await owner.getByRole("button", { name: "Verify email" }).click()
    await owner.waitForURL(/\/overview\?.*done=verified/)
    await invite(owner, guestAddress)

    const { context: guestContext, page: guest } = await personAt(browser, baseURL, scripts)
    await openInInbox(guest, guestAddress)
    await expect(guest.getByText("Come and sit with us!")).toBeVisible()
    await guest.getByLabel("Your name").fill("Gus Guest")
    await guest.getByLabel("Choose a password").fill(password)
    await guest.getByRole("button", { name: "Join Round Table" }).click()
    await guest.waitForURL((url) => !url.pathname.startsWith("/invites"))

    await owner.goto("/members")
    await owner.getByRole("link", { name: "Gus Guest" }).click()
    await owner.waitForURL(/\/members\/user_/)
    await owner.getByRole("combobox", { name: "Role", exact: true }).selectOption("guest")
    await owner.getByRole("button", { name: "Save", exact: true }).click()
    await expect(owner.getByText("Saved.")).toBeVisible()
    await guest.goto("/members")
    await expect(guest.getByText("“View members”")).toBeVisible()
    await expect(guest.getByRole("link", { name: "Olga Owner" })).toHaveCount(0)

    await owner.locator("summary", { hasText: /remove/i }).click()
    await owner.getByRole("button", { name: /remove/i }).click()
    await owner.waitForURL((url) => url.pathname === "/members")
    await expect(owner.getByText("Gus Guest was removed and notified by email.")).toBeVisible()
    await expect(owner.getByRole("link", { name: "Gus Guest" })).toHaveCount(0)

    await guest.goto("/members")
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText("You're not in any organization")
    await expect(guest.getByText("Round Table")).toHaveCount(0)
    const closed = await guest.goto(`/members?org=${new URL(owner.url()).searchParams.get("org")}`)
    expect(closed?.status()).toBe(404)
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Page not found")
    await ownerContext.close()
    await guestContext.close()
  })
