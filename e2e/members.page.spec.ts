import type { Page } from "@playwright/test"
import type { User } from "../lib/users/schema"
import { behindTheirBacks, db } from "./database"
import { expect, good, join, newAddress, newTeam, newTenant, type Person, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"
import { addMembers } from "./samples"

/** As if the password had been confirmed an hour ago. */
const letProofAge = (person: Person) =>
  behindTheirBacks(() =>
    db().session.updateMany({ where: { userId: person.id }, data: { provedAt: new Date(Date.now() - 3_600_000) } }),
  )

async function open(page: Page, person: Person, path: string): Promise<void> {
  await signInAt(page, person.email, person.password)
  await page.goto(`${path}${path.includes("?") ? "&" : "?"}org=${person.organizationId}`)
}

const memberOf = async (by: Person, id: string) => good(await by.send<User>(`GET /users/${id}`))
const row = (page: Page, name: string) => page.getByRole("table", { name: "Members" }).getByRole("row", { name })
const dialog = (page: Page) => page.getByRole("dialog")

async function choose(page: Page, name: string, item: string): Promise<void> {
  await row(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click()
  await page.getByRole("menu").getByText(item, { exact: true }).click()
}

test("an admin searches while typing and keeps the cursor's position; reload and Back find the same", async ({
  page,
}) => {
  const owner = await newTenant()
  await addMembers(owner, ["Zoë Zimmermann", "Zora Quist"])
  await open(page, owner, "/members")
  await expect(page.getByText("3 people")).toBeVisible()
  const search = page.getByRole("searchbox", { name: "Search members" })
  await search.pressSequentially("zimer", { delay: 40 })
  await expect(page.getByText("No matching members")).toBeVisible()
  await search.press("ArrowLeft")
  await search.press("ArrowLeft")
  await search.pressSequentially("m")
  await expect(row(page, "Zoë Zimmermann")).toBeVisible()
  await expect(search).toBeFocused()
  await expect(search).toHaveValue("zimmer")
  expect(await search.evaluate((field) => (field instanceof HTMLInputElement ? field.selectionStart : 0))).toBe(4)
  expect(new URL(page.url()).searchParams.get("q")).toBe("zimmer")
  await page.reload()
  await expect(search).toHaveValue("zimmer")
  await page.getByRole("link", { name: "Zoë Zimmermann" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zoë Zimmermann")
  await page.goBack()
  await expect(search).toHaveValue("zimmer")
  await expect(page.getByText("1 person found")).toBeVisible()
})

test("an admin filters, sorts and pages, each with its own address", async ({ page }) => {
  const owner = await newTenant()
  await addMembers(owner, [
    ...Array.from({ length: 56 }, (_, i) => `Filler ${String(i).padStart(2, "0")}`),
    "Zora Quist",
  ])
  await open(page, owner, "/members")
  await page.getByRole("combobox", { name: "Status" }).selectOption("suspended")
  await expect(page.getByText("No matching members")).toBeVisible()
  await page.getByRole("combobox", { name: "Status" }).selectOption("")
  await expect(page.getByText("58 people")).toBeVisible()
  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click()
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending")
  await expect(page.getByRole("combobox", { name: "Sort" })).toHaveValue("-name")
  await expect(page.getByRole("table", { name: "Members" }).getByRole("row").nth(1)).toContainText("Zora Quist")
  await page.getByRole("link", { name: "Next page" }).click()
  await expect(row(page, "Filler 00")).toBeVisible()
  await page.goBack()
  await expect(row(page, "Zora Quist")).toBeVisible()
})

test("an admin suspends a member from their row, reactivates and removes them; themselves and higher roles have no menu", async ({
  page,
}) => {
  const team = await newTeam()
  const { name, email } = team.member
  await open(page, team.admin, "/members")
  await expect(row(page, team.owner.name)).toBeVisible()
  await expect(page.getByRole("button", { name: `Actions for ${team.owner.name}` })).toHaveCount(0)
  await expect(page.getByRole("button", { name: `Actions for ${team.admin.name}` })).toHaveCount(0)
  await choose(page, name, "Suspend…")
  await expect(dialog(page)).toContainText("can't access this organization until reactivated")
  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole("button", { name: `Actions for ${name}` })).toBeFocused()
  await choose(page, name, "Suspend…")
  await dialog(page).getByRole("button", { name: "Suspend" }).click()
  await expect(row(page, email)).toContainText("Suspended")
  await expect(page.getByText(`${name} was suspended.`)).toBeVisible()
  await choose(page, name, "Reactivate")
  await expect(row(page, email)).toContainText("Active")
  await expect(page.getByText(`${name} was reactivated.`)).toBeVisible()
  expect((await memberOf(team.admin, team.member.id)).status).toBe("active")
  await choose(page, name, "Remove…")
  await dialog(page).getByRole("button", { name: "Remove" }).click()
  await expect(row(page, email)).toHaveCount(0)
  const toast = page.getByRole("status").filter({ hasText: `${name} was removed and notified by email.` })
  await expect(page.getByRole("main")).toBeFocused()
  await toast.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByText("restored with their previous access")).toBeVisible()
  expect((await memberOf(team.admin, team.member.id)).status).toBe("active")
})

test("an admin changes many members; those that cannot be changed are named before, failed ones afterwards", async ({
  page,
}) => {
  const team = await newTeam()
  await open(page, team.admin, "/members")
  await page.getByRole("checkbox", { name: "Select all on this page" }).check()
  const bar = page.getByRole("region", { name: "Selection" })
  await expect(bar).toContainText("5 selected")
  await bar.getByRole("button", { name: "Change role" }).click()
  await page.getByRole("menuitem", { name: "Guest" }).click()
  await expect(dialog(page).getByRole("heading", { level: 2 })).toHaveText("Change the role of 2 people to Guest?")
  const left = dialog(page).getByRole("region", { name: "3 skipped" })
  await expect(left.getByRole("listitem").filter({ hasText: team.owner.name })).toContainText("Has a higher role")
  await expect(left.getByRole("listitem").filter({ hasText: team.guest.name })).toContainText("Already has this")
  await expectAccessible(page)
  good(await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${team.suspended.id}`))
  await dialog(page).getByRole("button", { name: "Change role" }).click()
  await expect(dialog(page).getByText("1 of 2 done")).toBeVisible()
  const refused = dialog(page).getByRole("region", { name: "1 failed" })
  await expect(refused.getByRole("listitem")).toContainText(team.suspended.name)
  await dialog(page).getByRole("button", { name: "Close" }).click()
  await expect(row(page, team.member.email)).toContainText("Guest")
  expect((await memberOf(team.admin, team.member.id)).role).toBe("guest")
})

test("the password is asked for again before someone's role is raised, and only then", async ({ page }) => {
  const team = await newTeam()
  await open(page, team.admin, "/members")
  await letProofAge(team.admin)
  await page.reload()
  await choose(page, team.member.name, "Guest")
  await expect(dialog(page)).toHaveCount(0)
  await expect(row(page, team.member.email)).toContainText("Guest")
  await expect(page.getByText(`${team.member.name} now has the role Guest.`)).toBeVisible()
  await choose(page, team.member.name, "Admin…")
  await dialog(page).getByLabel("Your password").fill("not my password")
  await dialog(page).getByRole("button", { name: "Change role" }).click()
  await expect(dialog(page).getByText("The password is incorrect.")).toBeVisible()
  await dialog(page).getByLabel("Your password").fill(team.admin.password)
  await dialog(page).getByRole("button", { name: "Change role" }).click()
  await expect(row(page, team.member.email)).toContainText("Admin")
})

test("an admin gives a member an additional permission and an expiry, and sees the effective access", async ({
  page,
}) => {
  const team = await newTeam()
  await open(page, team.admin, `/members/${team.member.id}`)
  await letProofAge(team.admin)
  await page.reload()
  const more = page.getByLabel("Add a permission")
  await more.fill("Billing")
  await more.press("Enter")
  await expect(page.getByText("Billing must look like resource:action.")).toBeVisible()
  await more.fill("billing:read")
  await more.press("Enter")
  await expect(page.getByRole("checkbox", { name: "billing:read" })).toBeChecked()
  await page.getByRole("checkbox", { name: "View the audit log" }).check()
  await page.getByRole("button", { name: "In 30 days" }).click()
  const rights = page.locator("form", { has: page.getByLabel("Access expires (UTC)") })
  await rights.getByLabel("Your password").fill(team.admin.password)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  const held = page.getByRole("table", { name: "Effective permissions" })
  await expect(held.getByRole("row", { name: /billing:read/ })).toContainText("Granted directly")
  await expect(held.getByRole("row", { name: /users:read/ })).toContainText("Role: Member")
  await expect(page.getByRole("list", { name: "Recent activity" })).toContainText("audit:read, billing:read")
  const stored = await memberOf(team.admin, team.member.id)
  expect(stored.permissions).toEqual(["audit:read", "billing:read"])
  expect(Date.parse(String(stored.expires_at))).toBeGreaterThan(Date.now())
  await page.getByRole("button", { name: "No expiry" }).click()
  await page.getByRole("checkbox", { name: "View the audit log" }).uncheck()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(held.getByRole("row", { name: /audit:read/ })).toHaveCount(0)
  expect(await memberOf(team.admin, team.member.id)).toMatchObject({ permissions: ["billing:read"], expires_at: null })
  await expectAccessible(page)
})

test("a reserved permission is refused at its field, with and without JavaScript", async ({
  page,
  browser,
  baseURL,
}) => {
  const team = await newTeam()
  const sentence = "The permission webhooks:read is reserved. Choose another resource name."
  await open(page, team.admin, `/members/${team.member.id}`)
  const more = page.getByLabel("Add a permission")
  await more.fill("webhooks:read")
  await more.press("Enter")
  await expect(page.getByText(sentence)).toBeVisible()
  await expect(more).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByRole("checkbox", { name: "webhooks:read" })).toHaveCount(0)
  await expectAccessible(page)
  for (const [path, label, other, text, button] of [
    ["/invites/new", "Custom permissions", "Email", newAddress(), "Send"],
    ["/api-keys/new", "Custom permissions", "Name", "Server", "Create API key"],
  ] as const) {
    await page.goto(`${path}?org=${team.organizationId}`)
    await page.getByLabel(other, { exact: true }).fill(text)
    if (path === "/invites/new") await page.getByText("More options").click()
    await page.getByLabel(label).fill("billing:read webhooks:read")
    await page.locator("main form").getByRole("button", { name: button }).click()
    await expect(page.getByLabel(label)).toHaveAccessibleDescription(new RegExp(sentence))
  }
  await page.goto(`/invites/many?org=${team.organizationId}`)
  await page.getByLabel("Addresses").fill(newAddress("many"))
  await page.getByLabel("Custom permissions").fill("webhooks:read")
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByRole("list", { name: "Rows" })).toContainText(`${sentence}Reserved permission`)
  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage()
  await open(plain, team.admin, `/members/${team.member.id}`)
  await plain.getByLabel("Add a permission").fill("webhooks:read")
  await plain.getByRole("button", { name: "Save", exact: true }).click()
  await expect(plain.getByText(sentence)).toBeVisible()
  expect((await memberOf(team.admin, team.member.id)).permissions).toEqual([])
  await plain.context().close()
})

test("of two tabs on one member the second gets a conflict, keeps the typed values, and saves again", async ({
  page,
}) => {
  const team = await newTeam()
  await open(page, team.admin, `/members/${team.member.id}`)
  await page.getByLabel("Add a permission").fill("reports:export")
  await page.getByRole("combobox", { name: "Role", exact: true }).selectOption("guest")
  good(await team.owner.send(`PUT /users/${team.member.id}`, { permissions: ["billing:read"] }))
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Someone else changed this member in the meantime.")).toBeVisible()
  await expect(page.getByText("Member · billing:read · No expiry")).toBeVisible()
  await expect(page.getByLabel("Add a permission")).toHaveValue("reports:export")
  await expect(page.getByRole("combobox", { name: "Role", exact: true })).toHaveValue("guest")
  expect((await memberOf(team.admin, team.member.id)).role).toBe("member")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  expect(await memberOf(team.admin, team.member.id)).toMatchObject({ role: "guest", permissions: ["reports:export"] })
})

for (const scripts of [true, false])
  test(`a removed member is restored; one who closed the account returns on their own, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const [gone, closed] = [await join(owner, "admin", { name: "Gus" }), await join(owner, "guest", { name: "Cleo" })]
    good(await owner.send(`DELETE /organizations/${owner.organizationId}/users/${gone.id}`))
    good(await closed.send("DELETE /users/me", { password: closed.password }))
    expect((await owner.send(`POST /users/${closed.id}/restore`)).status).toBe(404)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await open(page, owner, "/members")
    await page.getByRole("combobox", { name: "Status" }).selectOption("removed")
    if (!scripts) await page.getByRole("button", { name: "Search" }).click()
    const removed = page.getByRole("table", { name: "Removed members" })
    await expect(removed.getByRole("row", { name: /Cleo/ })).toContainText("restored when they sign in")
    await removed.getByRole("button", { name: "Restore Gus" }).click()
    await expect(page.getByText("They've been restored with their previous access.")).toBeVisible()
    await expect(removed.getByRole("row", { name: /Gus/ })).toHaveCount(0)
    expect(await memberOf(owner, gone.id)).toMatchObject({ role: "admin", status: "active" })
    await context.close()
  })

test("without JavaScript an admin changes a member's permissions and expiry, sees errors, and suspends them", async ({
  browser,
  baseURL,
}) => {
  const team = await newTeam()
  good(await team.owner.send(`PUT /users/${team.member.id}`, { permissions: ["billing:read"] }))
  const { context, page } = await personAt(browser, baseURL, false)
  await open(page, team.admin, `/members/${team.member.id}`)
  await page.getByRole("checkbox", { name: "billing:read" }).uncheck()
  await page.getByLabel("Add a permission").fill("reports:export Oops")
  await page.getByLabel("Access expires (UTC)").fill("2031-05-06T07:08")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText(/resource:action/).first()).toBeVisible()
  await expect(page.getByRole("checkbox", { name: "billing:read" })).not.toBeChecked()
  await expect(page.getByLabel("Access expires (UTC)")).toHaveValue("2031-05-06T07:08")
  await expect(page.getByLabel("Add a permission")).toHaveValue("Oops")
  await page.getByLabel("Add a permission").fill("")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  expect(await memberOf(team.admin, team.member.id)).toMatchObject({
    permissions: ["reports:export"],
    expires_at: "2031-05-06T07:08:00Z",
  })
  await page.getByRole("button", { name: "Suspend" }).click()
  await expect(page.getByText("Member suspended.")).toBeVisible()
  await page.getByRole("button", { name: "Reactivate" }).click()
  await expect(page.getByText("Member reactivated.")).toBeVisible()
  await context.close()
})

test("on a phone an admin selects members and acts on them, in German", async ({ browser, baseURL }) => {
  const team = await newTeam()
  const viewport = { width: 390, height: 844 }
  const context = await browser.newContext({ baseURL: String(baseURL), viewport, locale: "de-DE" })
  const page = await context.newPage()
  await page.goto("/login")
  await page.locator("input[name=email]").fill(team.admin.email)
  await page.locator("input[name=password]").fill(team.admin.password)
  await page.getByRole("button", { name: "Anmelden" }).click()
  await page.waitForURL((url) => url.pathname !== "/login")
  await page.goto(`/members?org=${team.organizationId}`)
  await page.getByRole("checkbox", { name: `${team.member.name} auswählen` }).check()
  await page.getByRole("checkbox", { name: `${team.guest.name} auswählen` }).check()
  await page.getByRole("region", { name: "Auswahl" }).getByRole("button", { name: "Sperren …" }).click()
  await expectAccessible(page)
  await dialog(page).getByRole("button", { name: "Sperren" }).click()
  await expect(page.getByText("2 Personen wurden gesperrt.")).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect((await memberOf(team.admin, team.guest.id)).status).toBe("suspended")
  await context.close()
})

test("the list of members weighs at most 250 KB over the wire", async ({ page }) => {
  const owner = await newTenant()
  await addMembers(
    owner,
    Array.from({ length: 60 }, (_, i) => `Filler ${i}`),
  )
  await signInAt(page, owner.email, owner.password)
  const session = await page.context().newCDPSession(page)
  await session.send("Network.enable")
  await session.send("Network.setCacheDisabled", { cacheDisabled: true })
  let bytes = 0
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(`/members?org=${owner.organizationId}`, { waitUntil: "load" })
  await expect(page.getByRole("button", { name: "Actions for Filler 10" })).toBeEnabled()
  await page.waitForLoadState("networkidle")
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(250 * 1024)
})
