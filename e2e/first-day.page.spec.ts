import type { Page } from "@playwright/test"
import { db } from "./database"
import { expect, good, newTeam, newTenant, register, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

/** Collects status codes of the documents that the page requests. */
function documents(page: Page): number[] {
  const seen: number[] = []
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) seen.push(response.status())
  })
  return seen
}

for (const scripts of [true, false])
  test(`U-2 – signing in leads to the final page, and no empty document is shown in between, ${words(scripts)}`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto("/login")
    await page.getByLabel("Email").fill(team.owner.email)
    await page.getByLabel("Password", { exact: true }).fill(team.owner.password)
    const seen = documents(page)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/overview\?org=/)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview")
    expect(seen).toEqual(scripts ? [] : [303, 200])
    await context.close()
  })

test("U-4 – an admin who is not verified sees why inviting waits on every page, and gets a new link", async ({
  page,
}) => {
  const person = await register()
  await signInAt(page, person.email, person.password)
  for (const path of ["/overview", "/members", "/invites/new", "/profile"]) {
    await page.goto(path)
    await expect(page.getByText(/^Verify .* to invite people and change settings/)).toContainText(person.email)
    await expect(page.getByRole("button", { name: "Send again" })).toBeVisible()
  }
  await page.goto("/invites/new")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Send again" }).click()
  await expect(page.getByText("We've sent a new link. Earlier links no longer work.")).toBeVisible()
})

test("U-6 – the number of people who lose access is exact", async ({ page }) => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  await db().$executeRaw`
    INSERT INTO memberships (tenant_id, organization_id, user_id, email, name, name_sort, search, role, accepted_at)
    SELECT ${tenantId}, ${organizationId}, 'user_many_' || n, n || '@example.com', 'Many', 'many', 'many', 'member', now()
    FROM generate_series(1, 1500) AS n`
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${organizationId}`)
  await page.getByText("Delete this organization…").click()
  await expect(page.getByText("1,501 members lose access immediately.")).toBeVisible()
})

test("U-21 – a suspended person sees which organization it is, and whom to ask", async ({ page }) => {
  const team = await newTeam()
  await signInAt(page, team.member.email, team.member.password)
  await page.goto(`/members?org=${team.organizationId}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members")
  good(await team.owner.send(`PUT /users/${team.member.id}`, { status: "suspended" }))
  await page.goto(`/members?org=${team.organizationId}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your access is suspended")
  await expect(page.getByRole("main")).toContainText("Ask one of its admins to reactivate it.")
  await expectAccessible(page)
  await page.getByRole("link", { name: "Go to your profile" }).click()
  await page.waitForURL(/\/profile/)
})
