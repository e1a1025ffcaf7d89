import { expect, newTenant, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

test("an admin finds a change of settings in the log, side by side, and in its CSV", async ({ page }) => {
  const owner = await newTenant()
  const { organizationId } = owner
  const patch = { sign_up: "domain", allowed_domains: ["example.com"] }
  await owner.send(`PUT /organizations/${organizationId}`, patch)
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/audit?org=${organizationId}`)
  await page.getByLabel("Action").selectOption("organization.updated")
  await page.getByLabel("Actor", { exact: true }).fill(owner.email)
  await page.getByRole("button", { name: "Apply" }).click()
  await page.waitForURL(/action=organization\.updated/)
  await expectAccessible(page)
  const event = page.getByRole("table", { name: "Events" }).getByRole("row").filter({ hasText: "changed" })
  await expect(event).toHaveCount(1)
  await expect(event).toContainText(`${owner.name} changed who can join and domains of the organization`)
  await event.locator("summary").click()
  await expect(event.getByRole("list", { name: "Changes" })).toContainText(
    "Who can join: Invitation only → Specific domains",
  )
  await expectAccessible(page)
  const csv = await page.request.get(`/audit/export?${new URL(page.url()).searchParams}`)
  expect(csv.headers()["content-type"]).toContain("text/csv")
  expect((await csv.text()).trim().split("\r\n")).toHaveLength(2)
  await page.getByLabel("Actor", { exact: true }).fill("nobody@example.com")
  await page.getByRole("button", { name: "Apply" }).click()
  await expect(page.getByText("No matching events")).toBeVisible()
  expect((await page.request.get("/audit/export?org=org_123")).status()).toBe(404)
})

test("a tenant admin reads the log of the whole tenant, an admin the organization's only", async ({
  browser,
  baseURL,
  team,
}) => {
  const look = async (person: { email: string; password: string }) => {
    const { context, page } = await personAt(browser, baseURL)
    await signInAt(page, person.email, person.password)
    await page.goto(`/audit?org=${team.organizationId}&scope=tenant&target=${team.siblingAdmin.id}&action=member`)
    const seen = await page.locator("code", { hasText: team.siblingAdmin.id }).count()
    await context.close()
    return seen > 0
  }
  const { siblingAdmin, owner } = team
  await siblingAdmin.send(`PUT /organizations/${team.siblingId}/users/${siblingAdmin.id}`, { name: "Sia" })
  expect([await look(owner), await look(team.admin)]).toEqual([true, false])
})

test("the log is in German for people whose language is German", async ({ browser, baseURL, team }) => {
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.admin.email, team.admin.password)
  await context.addCookies([{ name: "locale", value: "de", url: String(baseURL) }])
  await page.goto(`/audit?org=${team.organizationId}&action=invite.created`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Audit-Protokoll")
  await expect(page.getByText(/hat .* als .* eingeladen/).first()).toBeVisible()
  await context.close()
})
