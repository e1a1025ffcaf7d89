import { behindTheirBacks, db } from "./database"
import {
  countMailsTo,
  expect,
  good,
  invite,
  join,
  newAddress,
  newTenant,
  type Person,
  password,
  test,
} from "./fixtures"
import { personAt, signInAt } from "./pages"

const expire = (id: string) =>
  behindTheirBacks(() => db().invite.updateMany({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } }))

test("a person with an account signs in and returns to the invite, with and without JavaScript", async ({
  browser,
  baseURL,
  team,
}) => {
  for (const scripts of [true, false]) {
    const person = await newTenant()
    const { token } = await invite(team.admin, person.email)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await page.getByRole("link", { name: "Sign in to accept" }).click()
    await expect(page.getByLabel("Email")).toHaveValue(person.email)
    await page.getByLabel("Password", { exact: true }).fill(person.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL("**/invites/*")
    expect(page.url()).not.toContain(token)
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You've joined the organization.")).toBeVisible()
    expect(new URL(page.url()).searchParams.get("org")).toBe(team.organizationId)
    await context.close()
  }
})

test("a person who is signed in joins with one click, and stays in their other organization", async ({
  page,
  team,
}) => {
  const person = await newTenant()
  const { token } = await invite(team.admin, person.email, { role: "guest" })
  await signInAt(page, person.email, person.password)
  await page.goto(`/invites/${token}`)
  await page.getByRole("button", { name: /^Join/ }).click()
  await expect(page.getByText("You've joined the organization.")).toBeVisible()
  const held = await db().membership.findMany({ where: { email: person.email, deletedAt: null } })
  expect(held.map(({ organizationId, role }) => `${organizationId} ${role}`)).toContain(`${team.organizationId} guest`)
  await page.goto(`/members?org=${person.organizationId}`)
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible()
})

/**
 * Creates an organization that anyone of the tenant may join, and a person who was invited there and then joined that
 * way.
 */
async function joinedAnotherWay(before?: (invited: { token: string; person: Person }) => Promise<unknown>) {
  const owner = await newTenant()
  const { id: organizationId } = good(await owner.send<{ id: string }>("POST /organizations", { name: "Annex" }))
  good(await owner.send(`PUT /organizations/${organizationId}`, { sign_up: "open" }))
  const [person, admin] = [await join(owner, "member"), await join(owner, "admin", { organizationId })]
  const invited = { ...(await invite(owner, person.email, {}, organizationId)), person }
  await before?.(invited)
  good(await person.send(`POST /organizations/${organizationId}/join`))
  return { ...invited, owner, admin, organizationId }
}

for (const scripts of [true, false]) {
  test(`a member who joined another way is redirected by the invite, signed in or not, ${scripts ? "with" : "without"} JavaScript (N-12)`, async ({
    browser,
    baseURL,
  }) => {
    const { token, person, organizationId } = await joinedAnotherWay()
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was already accepted")
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click()
    await page.getByLabel("Email").fill(person.email)
    await page.getByLabel("Password", { exact: true }).fill(person.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(new RegExp(`/profile\\?org=${organizationId}`))
    await page.goto(`/invites/${token}`)
    await expect(page.getByText("You're already a member of Annex.")).toBeVisible()
    await expect(page.getByRole("button", { name: /^Join|^Decline/ })).toHaveCount(0)
    await page.getByRole("link", { name: "Go to organization" }).click()
    await page.waitForURL(new RegExp(`/profile\\?org=${organizationId}`))
    await context.close()
  })

  test(`a member whose invite page is older than their membership joins nothing and is redirected, ${scripts ? "with" : "without"} JavaScript (N-12)`, async ({
    browser,
    baseURL,
  }) => {
    const { context, page } = await personAt(browser, baseURL, scripts)
    const { organizationId, person } = await joinedAnotherWay(async ({ token, person }) => {
      await signInAt(page, person.email, person.password)
      await page.goto(`/invites/${token}`)
    })
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You're already a member of this organization.")).toBeVisible()
    expect(new URL(page.url()).searchParams.get("org")).toBe(organizationId)
    const where = { email: person.email, organizationId, deletedAt: null }
    expect(await db().membership.count({ where })).toBe(1)
    await context.close()
  })
}

test("whatever became of the invite, it redirects a member, and not a person who left (N-12)", async ({ page }) => {
  const { id, token, person, owner, admin, organizationId } = await joinedAnotherWay()
  await signInAt(page, person.email, person.password)
  for (const status of ["pending", "revoked", "declined", "accepted"])
    for (const revokedAt of [null, new Date()])
      for (const days of [-1, 5]) {
        const expiresAt = new Date(Date.now() + days * 86_400_000)
        await db().invite.updateMany({ where: { id }, data: { status, expiresAt } })
        await db().secret.updateMany({ where: { subject: id }, data: { revokedAt, expiresAt } })
        await page.goto(`/invites/${token}`)
        await expect(page.getByRole("link", { name: "Go to organization" })).toBeVisible()
        await expect(page.getByRole("button", { name: /^Join|^Decline|^Request/ })).toHaveCount(0)
      }
  good(await owner.send(`DELETE /organizations/${organizationId}/users/${person.id}`))
  await page.goto(`/invites/${token}`)
  await expect(page.getByText("Your membership in Annex has ended or is suspended.")).toBeVisible()
  await expect(page.getByRole("link", { name: "Go to organization" })).toHaveCount(0)
  await page.context().clearCookies()
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/invites/${token}`)
  await expect(page.getByRole("button", { name: `Sign out and continue as ${person.email}` })).toBeVisible()
  await page.context().clearCookies()
  await signInAt(page, admin.email, admin.password)
  await page.goto(`/invites/${token}`)
  await page.getByRole("link", { name: "Go to organization" }).click()
  await page.waitForURL(new RegExp(`/overview\\?org=${organizationId}`))
})

test("a person signed in to another account sees both names, and signs out of the other to continue (S-178)", async ({
  page,
  team,
}) => {
  const other = await join(team.owner, "member")
  const email = newAddress("invited")
  const { token } = await invite(team.admin, email)
  await signInAt(page, other.email, other.password)
  await page.goto(`/invites/${token}`)
  const note = page.getByRole("status").filter({ hasText: "You're signed in as" })
  await expect(note).toContainText(other.email)
  await expect(note).toContainText(email)
  await expect(page.getByRole("button", { name: /^Join|^Decline/ })).toHaveCount(0)
  await page.getByRole("button", { name: `Sign out and continue as ${email}` }).click()
  await expect(page.getByLabel("Choose a password")).toBeVisible()
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
})

test("an invited person whose link expired requests a new one, and the inviter is notified once", async ({
  browser,
  baseURL,
}) => {
  const owner = await newTenant()
  for (const scripts of [true, false]) {
    const { id, token } = await invite(owner, newAddress())
    const before = await countMailsTo(owner.email)
    await expire(id)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await expect(page.getByRole("heading", { name: "This invitation has expired" })).toBeVisible()
    for (let clicks = 0; clicks < 2; clicks++) {
      await page.getByRole("button", { name: "Request a new link" }).click()
      await expect(page.getByText("Request sent.")).toBeVisible()
      await page.goto(`/invites/${token}`)
    }
    expect(await countMailsTo(owner.email)).toBe(before + 1)
    await context.close()
  }
})

test("an invited person sees why a link is invalid, and none lets them in", async ({ page, team }) => {
  const [revoked, declined, replaced, used] = await Promise.all(
    ["revoked", "declined", "replaced", "used"].map((name) => invite(team.admin, newAddress(name))),
  )
  const at = `/organizations/${team.organizationId}/invites`
  good(await team.admin.send(`DELETE ${at}/${revoked?.id}`))
  good(await team.admin.send(`POST /invites/${declined?.token}/decline`, undefined, { token: undefined }))
  good(await team.admin.send(`POST ${at}/${replaced?.id}/resend`))
  const joining = { name: "Uma Used", password }
  good(await team.admin.send(`POST /invites/${used?.token}/accept`, joining, { token: undefined }))
  const stories = {
    [String(revoked?.token)]: "This invitation was revoked",
    [String(declined?.token)]: "This invitation was declined",
    [String(replaced?.token)]: "A newer invitation was sent",
    [String(used?.token)]: "This invitation was already accepted",
    [String(revoked?.token.slice(0, -3))]: "Invalid link",
    [`${"A".repeat(43)}`]: "Invalid link",
    "%00%27%22%3Cscript%3E": "Invalid link",
  }
  for (const [token, title] of Object.entries(stories)) {
    await page.goto(`/invites/${token}`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByRole("button", { name: /^Join|^Decline/ })).toHaveCount(0)
    const next = page.getByRole("main").getByRole("link", { name: "Sign in" })
    await expect(next.or(page.getByRole("button", { name: "Request a new link" }))).toBeVisible()
  }
})
