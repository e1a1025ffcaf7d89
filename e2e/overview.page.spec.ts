import { behindTheirBacks, db } from "./database"
import { expect, invite, join, newAddress, newTenant, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

test("an admin sees members, sign-ins and invites as figures, charts and tables, for the days they select", async ({
  page,
}) => {
  const owner = await newTenant()
  const { organizationId, tenantId } = owner
  const [early, gone] = [await join(owner, "member"), await join(owner, "member")]
  await invite(owner, newAddress())
  await behindTheirBacks(async () => {
    await db().$executeRaw`
      UPDATE memberships SET created_at = now() - interval '10 days'
      WHERE tenant_id = ${tenantId} AND user_id IN (${early.id}, ${gone.id})`
    await db().$executeRaw`
      UPDATE memberships SET deleted_at = now() - interval '5 days'
      WHERE tenant_id = ${tenantId} AND user_id = ${gone.id}`
  })
  await signInAt(page, owner.email, owner.password)
  await page.goto("/")
  await page.waitForURL(`/overview?org=${organizationId}`)
  const figure = (name: string) => page.locator("section", { has: page.getByRole("heading", { name, level: 2 }) })
  await expect(figure("Members")).toContainText(/^Members2\s*3 joined, 1 left/)
  await figure("Members").getByText("Show as table").click()
  const rows = page.getByRole("table", { name: "Members" }).getByRole("row")
  await expect(rows).toHaveCount(31)
  const counts = await rows.evaluateAll((all) => all.slice(1).map((row) => row.querySelectorAll("td")[0]?.textContent))
  expect([counts[0], counts[1], counts[5], counts[6], counts[10], counts[11]]).toEqual(["2", "1", "1", "2", "2", "0"])
  await expect(figure("Invitations").getByRole("row", { name: /Pending/ })).toContainText("1")
  await expect(figure("Invitations").getByRole("row", { name: /Accepted/ })).toContainText("2")
  await expectAccessible(page)
  await page.getByRole("link", { name: "7 days" }).click()
  await page.waitForURL(/days=7/)
  await expect(figure("Members")).toContainText(/^Members2\s*1 joined, 1 left/)
})

test("the only member of an organization sees the first steps", async ({ page }) => {
  const owner = await newTenant()
  await signInAt(page, owner.email, owner.password)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`/overview?org=${owner.organizationId}&days=90`)
  await expect(page.getByRole("heading", { name: "Get started" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Invite three people" }).click()
  await page.waitForURL(/\/invites\/new/)
})

test("a member has no overview, and non-members get a 404", async ({ browser, baseURL, team }) => {
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.member.email, team.member.password)
  await page.goto(`/overview?org=${team.organizationId}`)
  await expect(page.getByText("“View the audit log”")).toBeVisible()
  await expect(page.getByRole("link", { name: "Overview" })).toHaveCount(0)
  expect((await page.goto("/overview?org=org_123"))?.status()).toBe(404)
  await page.goto("/")
  await page.waitForURL(/\/profile/)
  await context.close()
})
