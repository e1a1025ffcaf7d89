import { api, expect, good, invite, join, newTenant, password, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt, signInAt } from "./pages"
import { anotherServer } from "./servers"

const fresh = "another-long-passphrase"
const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

for (const scripts of [true, false]) {
  test(`a person whose address someone else had registered resets the password and creates an organization, ${words(scripts)} (N-10)`, async ({
    browser,
    baseURL,
  }) => {
    const squatter = await register({ name: "Mallory" })
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto("/forgot-password")
    await page.getByLabel("Email").fill(squatter.email)
    await page.getByRole("button", { name: "Send password reset email" }).click()
    await expect(page.getByText(/sent it a link/)).toBeVisible()
    await followMail(page, squatter.email, "reset_password")
    await page.getByLabel("New password").fill(fresh)
    await page.getByRole("button", { name: "Save new password" }).click()
    await page.waitForURL(/\/login\?done=password-reset/)
    await page.getByLabel("Password", { exact: true }).fill(fresh)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("heading", { name: "You're not in any organization" })).toBeVisible()
    if (scripts) await expectAccessible(page)
    await page.goto("/members")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You're not in any organization")
    const name = page.getByLabel("Organization name")
    await name.fill("x".repeat(101))
    await page.getByRole("button", { name: "Create organization" }).click()
    await expect(name).toHaveAttribute("aria-invalid", "true")
    await name.fill("Fresh Start")
    await page.getByRole("button", { name: "Create organization" }).click()
    await page.waitForURL(/\/overview\?org=org_/)
    await expect(
      page
        .getByRole("button", { name: /Fresh Start/ })
        .or(page.getByText("Fresh Start"))
        .first(),
    ).toBeVisible()
    await page.goto("/profile")
    await expect(page.getByRole("heading", { name: "You're not in any organization" })).toHaveCount(0)
    await context.close()
  })

  test(`a person who was removed, is invited again and forgot the password can join, ${words(scripts)} (N-10)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    good(await team.owner.send(`DELETE /users/${person.id}`))
    const { token } = await invite(team.admin, person.email)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await page.getByRole("link", { name: "Reset it" }).click()
    await expect(page.getByText("closed in the last 30 days")).toBeVisible()
    await expect(page.getByLabel("Email")).toHaveValue(person.email)
    await page.getByRole("button", { name: "Send password reset email" }).click()
    await expect(page.getByText(/sent it a link/)).toBeVisible()
    await followMail(page, person.email, "reset_password")
    await page.getByLabel("New password").fill(fresh)
    await page.getByRole("button", { name: "Save new password" }).click()
    await page.waitForURL(/\/login\?done=password-reset/)
    await page.goto(`/invites/${token}`)
    await page.getByRole("link", { name: "Sign in to accept" }).click()
    await page.getByLabel("Password", { exact: true }).fill(fresh)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You've joined the organization.")).toBeVisible()
    await context.close()
  })

  test(`a person who never verified, was removed and is invited again joins with name and password, ${words(scripts)} (N-9)`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const { organizationId } = owner
    good(await owner.send(`PUT /organizations/${organizationId}`, { sign_up: "open" }))
    const person = await register({ organization_id: organizationId })
    good(await owner.send(`DELETE /users/${person.id}`))
    const { token } = await invite(owner, person.email)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await page.getByLabel("Your name").fill("Nora Newcomer")
    await page.getByLabel("Choose a password").fill(fresh)
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You've joined the organization.")).toBeVisible()
    expect((await api("POST /auth/login", { body: { email: person.email, password: fresh } })).status).toBe(200)
    await context.close()
  })
}

test("registering an address in use offers both ways to sign in", async ({ page, team }) => {
  await page.goto("/register")
  await page.getByLabel("Your name").fill("Milo Member")
  await page.getByLabel("Email").fill(team.member.email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Create account" }).click()
  const told = page.getByRole("alert").filter({ hasText: "with this email already exists" })
  await expect(told.getByRole("link", { name: "Sign in" })).toBeVisible()
  await told.getByRole("link", { name: "Reset password" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?")
})

test("where sign-up is closed, and before the address is verified, no one can create an organization", async ({
  browser,
}) => {
  const owner = await newTenant()
  good(await owner.send(`DELETE /tenants/${owner.tenantId}`, { password }))
  const { origin, stop } = await anotherServer({ SIGN_UP: "closed" })
  const { context, page } = await personAt(browser, origin)
  try {
    await signInAt(page, owner.email, owner.password)
    await expect(page.getByText("Ask an admin to invite you.")).toBeVisible()
    await expect(page.getByLabel("Organization name")).toHaveCount(0)
  } finally {
    await context.close()
    await stop()
  }
})

test("a person waiting for a link to join by domain sees that they have to verify first", async ({ page }) => {
  const owner = await newTenant()
  const domain = owner.email.slice(owner.email.indexOf("@") + 1)
  const { organizationId: organization_id } = owner
  good(await owner.send(`PUT /organizations/${organization_id}`, { sign_up: "domain", allowed_domains: [domain] }))
  const person = await register({ email: `colleague@${domain}`, organization_id })
  await signInAt(page, person.email, password)
  await expect(page.getByText(/Verify your email first/)).toBeVisible()
  await expect(page.getByLabel("Organization name")).toHaveCount(0)
})
