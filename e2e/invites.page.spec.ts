import { behindTheirBacks, db } from "./database"
import { countMailsTo, expect, good, invite, join, newAddress, newTenant, password, test } from "./fixtures"
import { personAt, signInAt } from "./pages"

const expire = (id: string) =>
  behindTheirBacks(() => db.invite.updateMany({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } }))

test("a person with an account signs in and comes back to the invite, with and without JavaScript", async ({
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
    await expect(page.getByLabel("E-mail")).toHaveValue(person.email)
    await page.getByLabel("Password", { exact: true }).fill(person.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL("**/invites/*")
    expect(page.url()).not.toContain(token)
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You are in. Welcome.")).toBeVisible()
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
  await expect(page.getByText("You are in. Welcome.")).toBeVisible()
  const held = await db.membership.findMany({ where: { email: person.email, deletedAt: null } })
  expect(held.map(({ organizationId, role }) => `${organizationId} ${role}`)).toContain(`${team.organizationId} guest`)
  await page.goto(`/members?org=${person.organizationId}`)
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible()
})

test("who is signed in as somebody else is told both names, and signs out of the other to go on (S-178)", async ({
  page,
  team,
}) => {
  const other = await join(team.owner, "member")
  const email = newAddress("invited")
  const { token } = await invite(team.admin, email)
  await signInAt(page, other.email, other.password)
  await page.goto(`/invites/${token}`)
  const note = page.getByRole("status").filter({ hasText: "You are signed in as" })
  await expect(note).toContainText(other.email)
  await expect(note).toContainText(email)
  await expect(page.getByRole("button", { name: /^Join|No, thank you/ })).toHaveCount(0)
  await page.getByRole("button", { name: `Sign out and go on as ${email}` }).click()
  await expect(page.getByLabel("Choose a password")).toBeVisible()
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
})

test("an invited person whose link expired asks for a new one, and the inviter is told once", async ({
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
    await expect(page.getByRole("heading", { name: "This invite has expired" })).toBeVisible()
    for (let clicks = 0; clicks < 2; clicks++) {
      await page.getByRole("button", { name: "Ask for a new link" }).click()
      await expect(page.getByText("We asked.")).toBeVisible()
      await page.goto(`/invites/${token}`)
    }
    expect(await countMailsTo(owner.email)).toBe(before + 1)
    await context.close()
  }
})

test("an invited person is told what became of a dead link, and none lets them in", async ({ page, team }) => {
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
    [String(revoked?.token)]: "This invite was withdrawn",
    [String(declined?.token)]: "This invite was declined",
    [String(replaced?.token)]: "There is a newer link",
    [String(used?.token)]: "This invite was accepted already",
    [String(revoked?.token.slice(0, -3))]: "This link is not one of ours",
    [`${"A".repeat(43)}`]: "This link is not one of ours",
    "%00%27%22%3Cscript%3E": "This link is not one of ours",
  }
  for (const [token, title] of Object.entries(stories)) {
    await page.goto(`/invites/${token}`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByRole("button", { name: /^Join|No, thank you/ })).toHaveCount(0)
    const next = page.getByRole("main").getByRole("link", { name: "Sign in" })
    await expect(next.or(page.getByRole("button", { name: "Ask for a new link" }))).toBeVisible()
  }
})
