import type { Page } from "@playwright/test"
import type { User } from "../lib/users/schema"
import { expect, good, join, newTenant, signIn, test } from "./fixtures"
import { signInAt } from "./pages"

const main = (page: Page) => page.getByRole("main")

test("a tenant admin creates a role, gives it to a member, changes it and deletes it with a replacement", async ({
  page,
}) => {
  test.slow()
  const owner = await newTenant()
  const org = owner.organizationId
  const person = await join(owner, "guest")
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/roles?org=${org}`)
  await main(page).getByRole("link", { name: "Create role" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Billing team")
  await page.getByRole("textbox", { name: "Key" }).fill("admin")
  await page.getByRole("button", { name: "Create role" }).click()
  await expect(main(page)).toContainText("This is a built-in role.")
  await expect(page.getByRole("textbox", { name: "Key" })).toBeFocused()
  // One error is at its field only.
  await expect(page.getByText("Some fields are invalid.")).toBeHidden()
  await page.getByRole("textbox", { name: "Name" }).fill("Billing team")
  await page.getByRole("textbox", { name: "Key" }).fill("billing")
  await page.getByRole("checkbox", { name: "View members" }).check()
  await page.getByRole("button", { name: "Create role" }).click()
  await expect(main(page)).toContainText("Role created.")

  await page.goto(`/members/${person.id}?org=${org}`)
  await page.getByLabel("Role", { exact: true }).selectOption("billing")
  await page.getByRole("button", { name: "Save" }).last().click()
  await expect(main(page)).toContainText("Billing team")
  await expect.poll(async () => good(await owner.send<User>(`GET /users/${person.id}`)).role).toBe("billing")

  await page.goto(`/roles?org=${org}`)
  await main(page).getByRole("link", { name: "1 member" }).last().click()
  await expect(page).toHaveURL(/role=billing/)
  await expect(main(page).getByRole("row").filter({ hasText: person.email })).toContainText("Billing team")

  await page.goto(`/roles?org=${org}`)
  await main(page).getByRole("link", { name: "Edit Billing team" }).click()
  await page.getByRole("checkbox", { name: "View invitations" }).check()
  await page.getByRole("button", { name: "Save" }).click()
  await expect(main(page)).toContainText("Role saved.")
  const { effective_permissions } = good(await owner.send<User>(`GET /users/${person.id}`))
  expect(effective_permissions).toEqual(["invites:read", "users:read"])

  await page.goto(`/roles/billing?org=${org}`)
  await page.getByText("Delete role…").click()
  await page.getByLabel("Replace with").selectOption("guest")
  await page.getByRole("button", { name: "Delete role", exact: true }).click()
  await expect(main(page)).toContainText("Role deleted.")
  expect(good(await owner.send<User>(`GET /users/${person.id}`)).role).toBe("guest")
})

test("an admin sees the roles, and can't change them", async ({ page, team }) => {
  const { email, password, organizationId } = await signIn(team.admin.email)
  await signInAt(page, email, password)
  await page.goto(`/roles?org=${organizationId}`)
  await expect(main(page)).toContainText("Only tenant admins can change roles.")
  await expect(main(page).getByRole("link", { name: "Create role" })).toHaveCount(0)
  await page.goto(`/roles/new?org=${organizationId}`)
  await expect(main(page).getByRole("textbox", { name: "Key" })).toHaveCount(0)
})

test("a role keeps every permission when its name is changed on the page", async ({ page }) => {
  const owner = await newTenant()
  const permissions = ["changes:read", "revocations:read", "roles:read"]
  good(await owner.send("POST /roles", { key: "sync", name: "Sync", based_on: "member", permissions }))
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/roles/sync?org=${owner.organizationId}`)
  await expect(page.getByRole("checkbox", { name: "Follow ended sign-ins" })).toBeChecked()
  await page.getByRole("textbox", { name: "Name" }).fill("Synchronization")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(main(page)).toContainText("Role saved.")
  expect(good(await owner.send("GET /roles/sync"))).toMatchObject({ name: "Synchronization", permissions })
})
