import type { Page } from "@playwright/test"
import type { AuditEvent } from "../lib/audit-events/schema"
import type { Invite } from "../lib/invites/schema"
import type { User } from "../lib/users/schema"
import { db } from "./database"
import { expect, good, invite, join, newAddress, newTenant, type Person, test } from "./fixtures"
import { letProofAge, personAt, signInAt } from "./pages"

const memberOf = async (by: Person, id: string) => good(await by.send<User>(`GET /users/${id}`))
const nameOf = async ({ id }: Person) => (await db().user.findUniqueOrThrow({ where: { id } })).name
const invitesTo = ({ tenantId }: Person, email: string) => db().invite.count({ where: { tenantId, email } })

/** Returns the audit events about a target: action, target and details. */
async function eventsAbout(by: Person, target: string) {
  const events = good(await by.send<AuditEvent[]>(`GET /audit-events?target=${target}&limit=100`))
  return events.map(({ action, target, before, after }) => ({ action, type: target?.type, before, after })).reverse()
}

const press = async (page: Page, name: string | RegExp, says: string | RegExp) => {
  await page.getByRole("button", { name, exact: true }).click()
  await expect(page.getByText(says).first()).toBeVisible()
}

test("what an admin does to a member and to an invite writes the same events by page and by API", async ({ page }) => {
  const owner = await newTenant()
  const { organizationId: org } = owner
  const [one, other] = [await join(owner, "member"), await join(owner, "member")]
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members/${one.id}?org=${org}`)
  await press(page, "Send password reset email", "Password reset email sent.")
  await press(page, "Sign out API sessions", "were signed out")
  await page.getByRole("button", { name: "Suspend", exact: true }).click()
  await expect.poll(async () => (await memberOf(owner, one.id)).status).toBe("suspended")
  await page.getByRole("button", { name: "Reactivate" }).click()
  await expect.poll(async () => (await memberOf(owner, one.id)).status).toBe("active")
  await page.getByText("Remove…").click()
  await page.getByRole("button", { name: "Remove from this organization" }).click()
  await page.waitForURL(/done=removed/)

  const at = `/organizations/${org}/users/${other.id}`
  good(await owner.send(`POST /users/${other.id}/password-reset`))
  good(await owner.send(`DELETE /users/${other.id}/sessions`))
  good(await owner.send(`PUT ${at}`, { status: "suspended" }))
  good(await owner.send(`PUT ${at}`, { status: "active" }))
  good(await owner.send(`DELETE ${at}`))
  const byPage = await eventsAbout(owner, one.id)
  expect(byPage.map(({ action }) => action)).toContain("member.password_reset_sent")
  expect(byPage.length).toBeGreaterThanOrEqual(5)
  expect(byPage).toEqual(await eventsAbout(owner, other.id))

  const email = newAddress("invited")
  await page.goto(`/invites/new?org=${org}`)
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Send invitation" }).click()
  await page.waitForURL(/done=sent/)
  const { id } = await db().invite.findFirstOrThrow({ where: { tenantId: owner.tenantId, email } })
  await page.goto(`/invites/sent/${id}?org=${org}`)
  await page.getByRole("button", { name: /^Resend/ }).click()
  await expect.poll(async () => (await db().invite.findFirstOrThrow({ where: { email } })).sendCount).toBe(2)
  await page.getByText("Revoke…").click()
  await page.getByRole("button", { name: "Revoke", exact: true }).click()
  await page.waitForURL(/done=revoked/)
  const twin = await invite(owner, newAddress("invited"))
  good(await owner.send<Invite>(`POST /organizations/${org}/invites/${twin.id}/resend`))
  good(await owner.send(`DELETE /organizations/${org}/invites/${twin.id}`))
  const ofInvite = await eventsAbout(owner, id)
  expect(ofInvite.map(({ action }) => action)).toEqual(["invite.created", "invite.resent", "invite.revoked"])
  expect(ofInvite).toEqual(await eventsAbout(owner, twin.id))
})

for (const scripts of [true, false])
  test(`a form of one person does nothing once another is signed in, and keeps the typed values, ${scripts ? "with" : "without"} JavaScript (N-7)`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const other = await join(owner, "admin", { name: "Bea Bystander" })
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, owner.email, owner.password)
    const email = newAddress("invited")
    await page.goto(`/profile?org=${owner.organizationId}`)
    await page.getByLabel("Name", { exact: true }).fill("Typed Name")
    const invites = await context.newPage()
    await invites.goto(`/invites/new?org=${owner.organizationId}`)
    await invites.getByLabel("Email").fill(email)

    const second = await context.newPage()
    await context.clearCookies()
    await signInAt(second, other.email, other.password)

    const said = `You're signed in as ${other.email} in another tab`
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await expect(page.getByText(said)).toBeVisible()
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed Name")
    await invites.getByRole("button", { name: "Send invitation" }).click()
    await expect(invites.getByText(said)).toBeVisible()
    await expect(invites.getByLabel("Email")).toHaveValue(email)
    expect([await nameOf(owner), await nameOf(other)]).toEqual([owner.name, other.name])
    expect(await invitesTo(owner, email)).toBe(0)
    // Their own page works in any of their sessions.
    await second.goto(`/profile?org=${owner.organizationId}`)
    await context.clearCookies()
    const third = await context.newPage()
    await signInAt(third, other.email, other.password)
    await second.getByLabel("Name", { exact: true }).fill("Bea Renamed")
    await second.getByRole("button", { name: "Save", exact: true }).click()
    await expect.poll(() => nameOf(other)).toBe("Bea Renamed")
    await context.close()
  })

test("a version conflict is reported before the password is requested, and no one's role is raised without it (N-6)", async ({
  page,
}) => {
  const owner = await newTenant()
  const member = await join(owner, "member")
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members/${member.id}?org=${owner.organizationId}`)
  await letProofAge(owner)
  const rights = page.locator("form").filter({ has: page.locator('select[name="role"]') })
  good(await owner.send(`PUT /users/${member.id}`, { external_id: "crm-2" }))
  await rights.locator("select").selectOption("admin")
  await rights.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Someone else changed this member in the meantime")).toBeVisible()
  await expect(rights.getByText("Confirm your password to continue.")).toHaveCount(0)
  expect((await memberOf(owner, member.id)).role).toBe("member")

  // Suspending also applies to the displayed version.
  await page.goto(`/members/${member.id}?org=${owner.organizationId}`)
  good(await owner.send(`PUT /users/${member.id}`, { name: "Changed Elsewhere" }))
  await page.getByRole("button", { name: "Suspend", exact: true }).click()
  await expect(page.getByText("This was changed by someone else. Reload and try again.")).toBeVisible()
  expect((await memberOf(owner, member.id)).status).toBe("active")
})

test("among many rows one with another version is skipped and reported; the others change (N-6)", async ({ page }) => {
  const owner = await newTenant()
  const [one, other] = [
    await join(owner, "member", { name: "Una One" }),
    await join(owner, "member", { name: "Otto Other" }),
  ]
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  await page.getByRole("checkbox", { name: /Una One/ }).check()
  await page.getByRole("checkbox", { name: /Otto Other/ }).check()
  good(await owner.send(`PUT /users/${other.id}`, { external_id: "crm-1" }))
  await page.locator("[data-bulk-bar]").getByRole("button", { name: "Suspend" }).click()
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Suspend/ })
    .click()
  await expect(
    page.getByRole("dialog").getByText("This was changed by someone else. Reload and try again."),
  ).toBeVisible()
  const statuses = [await memberOf(owner, one.id), await memberOf(owner, other.id)].map(({ status }) => status)
  expect(statuses).toEqual(["suspended", "active"])
})

test("letting people join without an invitation asks for the password where the proof is old; the rest does not (N-17)", async ({
  page,
}) => {
  const owner = await newTenant()
  const stored = () =>
    owner.send<{ sign_up: string; name: string }>(`GET /organizations/${owner.organizationId}`).then(good)
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/organization?org=${owner.organizationId}`)
  await letProofAge(owner)
  await page.getByLabel("Name", { exact: true }).fill("Harbor & Pine")
  await press(page, "Save", "Saved.")
  expect((await stored()).name).toBe("Harbor & Pine")
  await page.locator('select[name="sign_up"]').selectOption("open")
  await press(page, "Save", "Confirm your password to continue.")
  expect((await stored()).sign_up).toBe("invite_only")
  const settings = page.locator("form", { has: page.locator('select[name="sign_up"]') })
  await settings.getByLabel("Your password").fill(owner.password)
  await settings.getByRole("button", { name: "Save", exact: true }).click()
  await expect.poll(async () => (await stored()).sign_up).toBe("open")
})

test("reactivating a member and moving their expiry ask for the password where the proof is old (N-17)", async ({
  page,
}) => {
  const owner = await newTenant()
  const member = await join(owner, "member", { name: "Mila Member" })
  const suspend = () => owner.send(`PUT /users/${member.id}`, { status: "suspended" }).then(good)
  good(await owner.send(`PUT /users/${member.id}`, { expires_at: "2090-01-01T00:00:00Z" }))
  await suspend()
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members/${member.id}?org=${owner.organizationId}`)
  await letProofAge(owner)
  const access = page.locator("form", { has: page.getByRole("button", { name: "Reactivate" }) })
  await press(page, "Reactivate", "Confirm your password to continue.")
  expect((await memberOf(owner, member.id)).status).toBe("suspended")
  await access.getByLabel("Your password").fill(owner.password)
  await access.getByRole("button", { name: "Reactivate" }).click()
  await expect.poll(async () => (await memberOf(owner, member.id)).status).toBe("active")

  await letProofAge(owner)
  await page.goto(`/members/${member.id}?org=${owner.organizationId}`)
  const rights = page.locator("form").filter({ has: page.locator('select[name="role"]') })
  await rights.getByRole("button", { name: "No expiry" }).click()
  await rights.getByLabel("Your password").fill(owner.password)
  await rights.getByRole("button", { name: "Save", exact: true }).click()
  await expect.poll(async () => (await memberOf(owner, member.id)).expires_at).toBeNull()

  await suspend()
  await letProofAge(owner)
  await page.goto(`/members?org=${owner.organizationId}`)
  await page.getByRole("button", { name: /Mila Member/ }).click()
  await page.getByRole("menuitem", { name: "Reactivate" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Your password").fill(owner.password)
  await dialog.getByRole("button", { name: "Reactivate" }).click()
  await expect.poll(async () => (await memberOf(owner, member.id)).status).toBe("active")
})

test("an invite as admin asks for the password where the proof is old, an invite as member does not (N-17)", async ({
  page,
}) => {
  const owner = await newTenant()
  const [plain, high] = [newAddress("plain"), newAddress("high")]
  await signInAt(page, owner.email, owner.password)
  await letProofAge(owner)
  await page.goto(`/invites/new?org=${owner.organizationId}`)
  await page.getByLabel("Email").fill(plain)
  await page.getByRole("button", { name: "Send invitation" }).click()
  await page.waitForURL(/done=sent/)
  await page.goto(`/invites/new?org=${owner.organizationId}`)
  await page.getByLabel("Email").fill(high)
  await page.getByLabel("Role", { exact: true }).selectOption("admin")
  await page.getByRole("button", { name: "Send invitation" }).click()
  await expect(page.getByText("Confirm your password to continue.")).toBeVisible()
  expect(await invitesTo(owner, high)).toBe(0)
  await expect(page.getByLabel("Email")).toHaveValue(high)
  await page.getByLabel("Your password").fill(owner.password)
  await page.getByRole("button", { name: "Send invitation" }).click()
  await page.waitForURL(/done=sent/)
  expect([await invitesTo(owner, plain), await invitesTo(owner, high)]).toEqual([1, 1])
})
