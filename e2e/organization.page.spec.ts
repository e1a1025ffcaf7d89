import { expect, newTenant, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

test("an admin changes who can join, and every invalid domain is named at its field", async ({ page }) => {
  const owner = await newTenant()
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${owner.organizationId}`)
  await page.getByLabel("Who can join without an invitation").selectOption("domain")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText(/Add at least one domain/)).toBeVisible()
  await page.getByLabel("Who can join without an invitation").selectOption("domain")
  await page.getByRole("textbox", { name: "Domain 1" }).fill("example.com, not a_domain")
  await expect(async () => {
    await page.getByRole("textbox", { name: "Domain 1" }).focus()
    await page.getByRole("textbox", { name: "Domain 1" }).blur()
    await expect(page.getByRole("textbox", { name: "Domain 1" })).toHaveValue("example.com", { timeout: 1000 })
  }).toPass()
  await expect(page.getByRole("textbox", { name: "Domain 3" })).toHaveAccessibleDescription(/such as example.com/)
  await expect(page.getByRole("textbox", { name: "Domain 1" })).not.toHaveAttribute("aria-invalid")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Remove a_domain" }).click()
  await page.getByRole("textbox", { name: "Domain 2" }).fill("example.org")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  const stored = await owner.send<{ allowed_domains: string[] }>(`GET /organizations/${owner.organizationId}`)
  expect(stored.data.allowed_domains).toEqual(["example.com", "example.org"])
})

test("several errors are listed in the page's order, each leads to its field; a sent form keeps the focus", async ({
  page,
}) => {
  const owner = await newTenant()
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${owner.organizationId}`)
  const save = page.getByRole("button", { name: "Save" })
  await page.getByLabel("Name", { exact: true }).fill(" ")
  await page.getByRole("textbox", { name: "Domain 1" }).fill("nowhere")
  await page.getByLabel("Name", { exact: true }).focus()
  await save.click()
  const summary = page.getByRole("alert").filter({ hasText: "attention" })
  await expect(summary).toContainText("2 fields need your attention")
  await expect(summary.getByRole("link")).toHaveText([
    "Name: This field can't be empty.",
    "Domains: Use a domain such as example.com.",
  ])
  await summary.getByRole("link", { name: "Domains" }).click()
  await expect(page.getByRole("textbox", { name: "Domain 1" })).toBeFocused()
  await page.getByRole("button", { name: "Remove nowhere" }).click()
  await page.getByLabel("Name", { exact: true }).fill("Harbor")
  await save.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByText("Saved.")).toBeVisible()
  await expect(save).toBeFocused()
})

test("a conflicting edit is reported, shows both versions, and keeps the typed values", async ({ page }) => {
  const owner = await newTenant()
  const path = `/organizations/${owner.organizationId}`
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${owner.organizationId}`)
  await page.getByLabel("Name", { exact: true }).fill("Mine")
  await owner.send(`PUT ${path}`, { name: "Theirs", sign_up: "open" })
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "in the meantime" })).toContainText("Theirs")
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Mine")
  expect((await owner.send<{ name: string }>(`GET ${path}`)).data.name).toBe("Theirs")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  expect((await owner.send<{ name: string }>(`GET ${path}`)).data.name).toBe("Mine")
})

test("a member reads the settings, without any controls to change them", async ({ page, team }) => {
  await signInAt(page, team.member.email, team.member.password)
  await page.goto(`/organization?org=${team.organizationId}`)
  await expect(page.getByText("No one – invitation only")).toBeVisible()
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0)
  await expect(page.getByText("Delete this organization")).toHaveCount(0)
})

test("an admin saves settings without JavaScript, and invalid ones get their error at the field", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  const { context, page } = await personAt(browser, baseURL, false)
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${owner.organizationId}`)
  await page.getByLabel("Who can join without an invitation").selectOption("domain")
  await page.getByRole("textbox", { name: "Domain 1" }).fill("a_domain")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByRole("textbox", { name: "Domain 1" })).toHaveValue("a_domain")
  await expect(page.getByRole("textbox", { name: "Domain 1" })).toHaveAccessibleDescription(/such as example.com/)
  await page.getByRole("textbox", { name: "Domain 1" }).fill("example.com")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  await context.close()
})

test("a person with many organizations finds one by its name, and stays on the same kind of page", async ({ page }) => {
  const owner = await newTenant()
  for (let n = 1; n <= 10; n++) await owner.send("POST /organizations", { name: `Studio ${n}` })
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/audit?org=${owner.organizationId}&action=organization`)
  await page.getByRole("button", { name: /Switch/ }).click()
  const switcher = page.getByRole("navigation", { name: "Organizations" })
  await expect(switcher.getByRole("listitem").getByRole("link")).toHaveCount(11)
  await expectAccessible(page)
  await switcher.getByRole("searchbox").fill("nowhere")
  await expect(switcher.getByRole("status")).toHaveText("No matches")
  await switcher.getByRole("searchbox").fill("studio 7")
  await switcher.getByRole("listitem").getByRole("link").click()
  await expect(page.getByRole("button", { name: "Organization: Studio 7. Switch" })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe("/audit")
})
