import { db } from "./database"
import { expect, good, invite, join, newAddress, newTenant, test } from "./fixtures"
import { signInAt } from "./pages"
import { addMembers } from "./samples"
import { expectNear } from "./screen"

test("U-3 – the previous page is a link, with and without browser history", async ({ page }) => {
  const owner = await newTenant()
  await addMembers(
    owner,
    Array.from({ length: 120 }, (_, i) => `Filler ${String(i).padStart(3, "0")}`),
  )
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  const first = page.getByRole("table", { name: "Members" }).getByRole("row").nth(1)
  await expect(first).toContainText("Filler 000")
  await page.getByRole("link", { name: "Next page" }).click()
  await expect(first).toContainText("Filler 050")
  await page.getByRole("link", { name: "Next page" }).click()
  await expect(first).toContainText("Filler 100")
  await page.getByRole("link", { name: "Previous page" }).click()
  await expect(first).toContainText("Filler 050")
  await page.getByRole("link", { name: "Previous page" }).click()
  await expect(first).toContainText("Filler 000")
  await expect(page.getByRole("link", { name: "Previous page" })).toHaveCount(0)
})

test("U-9 – all matching members are selected across pages, and a skip link leads from a row to the actions", async ({
  page,
}) => {
  test.slow() // 60 changes, one after the other
  const owner = await newTenant()
  await addMembers(
    owner,
    Array.from({ length: 60 }, (_, i) => `Filler ${String(i).padStart(2, "0")}`),
  )
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members?org=${owner.organizationId}&q=filler`)
  const bar = page.getByRole("region", { name: "Selection" })
  await page.getByRole("checkbox", { name: "Select Filler 47" }).check()
  await expectNear(page, "members with a selection")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Go to actions for the selection" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(bar).toBeFocused()
  await bar.getByRole("button", { name: "Select all 60" }).click()
  await expect(bar).toContainText("60 selected")
  await bar.getByRole("button", { name: "Suspend…" }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText("Suspend 60 people?")
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused()
  await dialog.getByRole("button", { name: "Suspend" }).click()
  await expect(page.getByText("60 people were suspended.")).toBeVisible({ timeout: 60_000 })
  const { tenantId, organizationId } = owner
  expect(await db().membership.count({ where: { tenantId, organizationId, status: "suspended" } })).toBe(60)
})

test("U-20 – invitations sent by mistake are selected by status, resent and revoked together, each with its event", async ({
  page,
}) => {
  const owner = await newTenant()
  const { organizationId: org, tenantId } = owner
  const ids = await Promise.all([1, 2, 3].map(async () => (await invite(owner, newAddress())).id))
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/invites?org=${org}&status=pending`)
  await expect(page.getByRole("navigation", { name: "Status" })).toContainText("Pending3")
  for (const [act, done] of [
    ["Resend", "3 invitations were resent."],
    ["Revoke", "3 invitations were revoked."],
  ] as const) {
    await page.getByRole("checkbox", { name: "Select all on this page" }).check()
    await page
      .getByRole("region", { name: "Selection" })
      .getByRole("button", { name: `${act}…` })
      .click()
    await page.getByRole("dialog").getByRole("button", { name: act, exact: true }).click()
    await expect(page.getByText(done)).toBeVisible()
  }
  const revoked = { tenantId, action: "invite.revoked", targetId: { in: ids } }
  expect(await db().auditEvent.count({ where: revoked })).toBe(3)
  await expect(page.getByRole("navigation", { name: "Status" })).toContainText("Revoked3")
})

test("U-20 – API keys and applications are searched by the address, and no match is not an empty list", async ({
  page,
}) => {
  const owner = await newTenant()
  for (const name of ["Łódź billing", "Basel"]) {
    good(await owner.send("POST /api-keys", { name, role: "member", permissions: ["users:read"] }))
    const redirect_uris = ["https://shop.example.com/callback"]
    good(await owner.send("POST /applications", { name, type: "spa", redirect_uris }))
  }
  await signInAt(page, owner.email, owner.password)
  for (const [path, title] of [
    ["api-keys", "API keys"],
    ["applications", "Applications"],
  ] as const) {
    await page.goto(`/${path}?org=${owner.organizationId}`)
    const search = page.getByRole("searchbox")
    await search.fill("lodz")
    await search.press("Enter")
    await expect(page).toHaveURL(/q=lodz/)
    await expect(page.getByRole("table", { name: title })).toContainText("Łódź billing")
    await expect(page.getByRole("table", { name: title })).not.toContainText("Basel")
    await page.getByRole("searchbox").fill("nothing like it")
    await page.getByRole("button", { name: "Search" }).click()
    await expect(page.getByText(`No matching ${title.replace("Appl", "appl")}`)).toBeVisible()
    await expect(page.getByRole("searchbox")).toHaveValue("nothing like it")
    await page.goBack()
    await expect(page.getByRole("table", { name: title })).toContainText("Łódź billing")
  }
})

test("U-20 – the audit log describes a change of role in a sentence, names applications and APIs, and shows sign-ins only on request", async ({
  page,
}) => {
  const owner = await newTenant()
  const { organizationId: org } = owner
  const member = await join(owner, "member", { name: "Ben Whitfield" })
  good(await owner.send(`PUT /organizations/${org}/users/${member.id}`, { role: "guest" }))
  good(await owner.send("POST /apis", { name: "Orders", permissions: ["orders:read"] }))
  good(await owner.send("POST /applications", { name: "Shop", type: "spa", redirect_uris: ["https://example.com/"] }))
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/audit?org=${org}`)
  const events = page.getByRole("table", { name: "Events" })
  await expect(events).toContainText(`${owner.name} changed the role of Ben Whitfield from Member to Guest`)
  await expect(events).toContainText(`${owner.name} created the application Shop`)
  await expect(events).not.toContainText("signed in")
  await page.getByLabel("Show sign-ins").check()
  await page.getByLabel("Actor", { exact: true }).fill("Ben Whit")
  await page.getByRole("button", { name: "Apply" }).click()
  await expect(page.getByLabel("Actor", { exact: true })).toHaveValue(/Ben Whit/)
  await expect(events).toContainText("Ben Whitfield accepted the invitation")
  await page.goto(`/audit?org=${org}&scope=tenant`)
  await expect(events).toContainText(`${owner.name} created the API Orders`)
})

test("U-23 – a role is lowered in the row with one click, and restored by Undo", async ({ page }) => {
  const owner = await newTenant()
  const member = await join(owner, "member", { name: "Ben Whitfield" })
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members?org=${owner.organizationId}`)
  const role = async () => (await db().membership.findFirstOrThrow({ where: { userId: member.id } })).role
  await page.getByRole("button", { name: "Actions for Ben Whitfield" }).click()
  await page.getByRole("menu").getByText("Guest", { exact: true }).click()
  await expect(page.getByText("Ben Whitfield now has the role Guest.")).toBeVisible()
  expect(await role()).toBe("guest")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByText("Ben Whitfield now has the role Member.")).toBeVisible()
  expect(await role()).toBe("member")
})

test("U-24 – the members page counts pending invitations, and Send is visible without scrolling", async ({ page }) => {
  const owner = await newTenant()
  await invite(owner, newAddress())
  await signInAt(page, owner.email, owner.password)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`/members?org=${owner.organizationId}`)
  await page.getByRole("link", { name: /^Pending invitations ?1$/ }).click()
  await page.waitForURL(/status=pending/)
  await page.goto(`/invites/new?org=${owner.organizationId}`)
  await expect(page.getByRole("button", { name: "Send invitation" })).toBeInViewport({ ratio: 1 })
  await page.getByText("More options").click()
  await expect(page.getByLabel("Message")).toBeVisible()
})
