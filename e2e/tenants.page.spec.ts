import { behindTheirBacks, db } from "./database"
import { expect, join, newCanary, newTenant, type Person, signIn, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

/** As if the password had been confirmed long ago. */
const forgetProof = ({ id }: Person) =>
  behindTheirBacks(
    () => db().$executeRaw`UPDATE sessions SET proved_at = now() - interval '16 minutes' WHERE user_id = ${id}`,
  )

test("a super admin without an organization creates a tenant, suspends, resumes, deletes and restores it", async ({
  page,
  root,
}) => {
  const name = `Quay ${newCanary()}`
  await signInAt(page, root.email, root.password)
  await page.goto("/tenants")
  await expectAccessible(page)
  await page.getByLabel("Name", { exact: true }).fill(name)
  await page.getByRole("button", { name: "Create tenant" }).click()
  await page.waitForURL(/\/tenants\/ten_\w+\?.*done=created/)
  const path = new URL(page.url()).pathname
  const tenantId = path.slice("/tenants/".length)
  const status = async () => (await root.send<{ status: string }>(`GET ${path}`)).outcome
  await expectAccessible(page)

  await page.getByText("Suspend this tenant…").click()
  await expect(page.getByText(/Nothing is deleted/)).not.toHaveCount(0)
  await page
    .getByRole("button", { name: `Suspend ${name}`, exact: true })
    .last()
    .click()
  await expect(page.getByText(/Tenant suspended\./)).toBeVisible()
  await forgetProof(root)
  await page.getByRole("button", { name: `Reactivate ${name}` }).click()
  await expect(page.getByText("Confirm your password to continue.")).toBeVisible()
  await page.getByLabel("Your password").first().fill(root.password)
  await page.getByRole("button", { name: `Reactivate ${name}` }).click()
  await expect(page.getByText("Tenant reactivated.")).toBeVisible()

  await page.getByText("Delete this tenant…").click()
  const form = page.locator("form", { has: page.getByRole("button", { name: `Delete ${name}`, exact: true }) }).last()
  await form.getByLabel("Your password").fill("not my password")
  await form.getByRole("button", { name: /^Delete/ }).click()
  await expect(form.getByText(/password is incorrect/)).toBeVisible()
  await form.getByLabel("Your password").fill(root.password)
  await form.getByRole("button", { name: /^Delete/ }).click()
  await page.waitForURL(/\/tenants\?.*done=deleted/)
  expect(await status()).toBe("404 not_found")
  await page.getByRole("button", { name: `Restore ${name}` }).click()
  await page.waitForURL(new RegExp(`/tenants/${tenantId}\\?.*done=restored`))
  expect(await status()).toBe("200")

  await page.goto(`/tenants?q=${encodeURIComponent(name)}`)
  const rows = page.getByRole("table", { name: "Tenants" }).getByRole("row")
  await expect(rows).toHaveCount(2)
  await page.getByRole("link", { name }).click()
  await page.waitForURL(new RegExp(path))
  const log = await root.send<{ action: string }[]>(`GET /audit-events?tenant_id=${tenantId}&action=tenant`)
  expect(log.data.map(({ action }) => action).reverse()).toEqual([
    "tenant.created",
    "tenant.updated",
    "tenant.updated",
    "tenant.deleted",
    "tenant.restored",
  ])
})

test("a tenant admin creates an organization, suspends, resumes, deletes and restores it", async ({ page }) => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  await signInAt(page, owner.email, owner.password)
  await page.goto("/tenants")
  await page.waitForURL(new RegExp(`/tenants/${owner.tenantId}`))
  await expect(page.getByText("Suspend this tenant…")).toHaveCount(0)
  await page.getByText("New organization").click()
  await page.getByLabel("Name", { exact: true }).fill("Studio")
  await page.getByRole("button", { name: "Create organization" }).click()
  const list = page.getByRole("list", { name: "Organizations" }).last()
  await expect(list.getByRole("listitem")).toHaveCount(2)

  await forgetProof(owner)
  await page.reload()
  const first = list.getByRole("listitem").first()
  await first.getByText(/^Suspend or delete/).click()
  await first.getByRole("button", { name: /^Suspend/ }).click()
  await expect(first.getByText(/password/i).first()).toBeVisible()
  expect((await member.send("GET /users")).status).toBe(200)
  await first.getByLabel("Your password").first().fill(owner.password)
  await first.getByRole("button", { name: /^Suspend/ }).click()
  await page.waitForURL(/done=organization-suspended/)
  expect((await member.send("GET /users")).status).toBe(401)
  await first.getByRole("button", { name: /^Reactivate/ }).click()
  await page.waitForURL(/done=organization-resumed/)

  await first.getByText(/^Suspend or delete/).click()
  await expect(first.getByText(/2 members lose access/)).toBeVisible()
  await first.getByRole("button", { name: /^Delete/ }).click()
  await page.waitForURL(/done=organization-deleted/)
  // Their token was issued for this organization.
  expect((await owner.send(`GET /organizations/${owner.organizationId}`)).status).toBe(401)
  await forgetProof(owner)
  await first.getByRole("button", { name: /^Restore/ }).click()
  await first.getByLabel("Your password").fill(owner.password)
  await first.getByRole("button", { name: /^Restore/ }).click()
  await page.waitForURL(/done=organization-restored/)
  expect((await owner.send(`GET /organizations/${owner.organizationId}`)).status).toBe(401)
  const again = await signIn(owner.email)
  expect((await again.send(`GET /organizations/${owner.organizationId}/users`)).status).toBe(200)
})

for (const scripts of [true, false])
  test(`a tenant admin makes a member an admin and removes the role again, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const member = await join(owner, "member")
    const admins = async () => {
      const { data } = await owner.send<{ admins: { id: string }[] }>(`GET /tenants/${owner.tenantId}`)
      return data.admins.map(({ id }) => id)
    }
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, owner.email, owner.password)
    await page.goto(`/tenants/${owner.tenantId}`)
    await page.getByLabel("Email of a member").fill("nobody@example.com")
    await page.getByRole("button", { name: "Add admin" }).click()
    await expect(page.getByText(/No member has this email/)).toBeVisible()
    await expect(page.getByLabel("Email of a member")).toHaveValue("nobody@example.com")
    await page.getByLabel("Email of a member").fill(member.email)
    await page.getByRole("button", { name: "Add admin" }).click()
    await page.waitForURL(/done=admin-named/)
    expect(await admins()).toContain(member.id)
    const row = page.getByRole("list", { name: "Admins" }).getByRole("listitem").filter({ hasText: member.email })
    await row.locator("summary").click()
    await row.getByRole("button", { name: /as admin$/ }).click()
    await page.waitForURL(/done=admin-removed/)
    expect(await admins()).toEqual([owner.id])
    const own = page.getByRole("list", { name: "Admins" }).getByRole("listitem")
    await own.locator("summary").click()
    await own.getByRole("button", { name: /as admin$/ }).click()
    await expect(page.getByText(/At least one permanent admin must remain/)).toBeVisible()
    await context.close()
  })

test("another tenant's page, and the pages of one's own without the role, do not exist", async ({ page, team }) => {
  await signInAt(page, team.owner.email, team.owner.password)
  const unknown = await page.goto("/tenants/ten_nowhere")
  expect(unknown?.status()).toBe(404)
  const foreign = await page.goto("/tenants/ten_demo")
  expect(foreign?.status()).toBe(404)
  await page.context().clearCookies()
  await signInAt(page, team.admin.email, team.admin.password)
  expect((await page.goto(`/tenants/${team.tenantId}`))?.status()).toBe(404)
  await page.goto("/tenants")
  await expect(page.getByText("You don't have access to this page")).toBeVisible()
})
