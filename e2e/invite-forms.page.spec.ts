import { db } from "./database"
import { expect, invite, newAddress, test } from "./fixtures"
import { fieldsOf, personAt, sendFrom, signInAt } from "./pages"

const password = "a-long-passphrase-of-mine"
const memberships = (email: string) => db().membership.count({ where: { email, deletedAt: null, status: "active" } })
const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

for (const scripts of [true, false]) {
  test(`an impatient newcomer clicks twice and becomes a member once, ${words(scripts)}`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const email = newAddress()
    const { token } = await invite(team.admin, email)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await page.getByLabel("Your name").fill("Ida Impatient")
    await page.getByLabel("Choose a password").fill(password)
    await page.getByRole("button", { name: /^Join/ }).dblclick()
    const used = page.getByRole("heading", { name: "This invitation was already accepted" })
    await expect(page.getByText("You've joined the organization.").or(used)).toBeVisible()
    expect(await memberships(email)).toBe(1)
    await context.close()
  })

  test(`a newcomer whose password is rejected keeps their name and joins with another, ${words(scripts)}`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const email = newAddress()
    const { token } = await invite(team.admin, email)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.goto(`/invites/${token}`)
    await page.getByLabel("Your name").fill("Nils Newcomer")
    await page.getByLabel("Choose a password").fill("password1")
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByLabel("Choose a password")).toHaveAttribute("aria-invalid", "true")
    await expect(page.getByLabel("Your name")).toHaveValue("Nils Newcomer")
    expect(await memberships(email)).toBe(0)
    await page.getByLabel("Choose a password").fill(password)
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You've joined the organization.")).toBeVisible()
    expect(await memberships(email)).toBe(1)
    await context.close()
  })

  test(`an admin who invites a member in different capitals gets an error, and no typed value is lost, ${words(scripts)}`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, team.admin.email, team.admin.password)
    await page.goto(`/invites/new?org=${team.organizationId}`)
    const typed = {
      Email: ` ${team.member.email.toUpperCase()}`.trim(),
      Name: "Mona Member",
      "Expires in (days)": "12",
      Message: "Two lines\nof welcome",
    }
    await page.getByText("More options").click()
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByLabel("Custom permissions").fill("billing:read")
    await page.getByRole("combobox", { name: "Role", exact: true }).selectOption("guest")
    await page.getByRole("button", { name: "Send invitation" }).click()
    await expect(page.getByText("This person is already a member.")).toBeVisible()
    for (const [label, text] of Object.entries(typed))
      await expect(page.getByLabel(label, { exact: true })).toHaveValue(text)
    await expect(page.getByRole("checkbox", { name: "billing:read" })).toBeChecked()
    await expect(page.getByRole("combobox", { name: "Role", exact: true })).toHaveValue("guest")
    await context.close()
  })
}

test("a newcomer with the invite in two tabs joins in one and gets a message in the other", async ({ page, team }) => {
  const email = newAddress()
  const { token } = await invite(team.admin, email)
  const second = await page.context().newPage()
  for (const tab of [page, second]) {
    await tab.goto(`/invites/${token}`)
    await tab.getByLabel("Your name").fill("Tia Twotabs")
    await tab.getByLabel("Choose a password").fill(password)
  }
  await page.getByRole("button", { name: /^Join/ }).click()
  await expect(page.getByText("You've joined the organization.")).toBeVisible()
  await second.getByRole("button", { name: /^Join/ }).click()
  await expect(second.getByText("This invitation was already accepted.").first()).toBeVisible()
  expect(await memberships(email)).toBe(1)
})

test("another site's page cannot accept for a newcomer, the invite's own can", async ({ browser, baseURL, team }) => {
  const email = newAddress()
  const { token } = await invite(team.admin, email)
  const { context, page } = await personAt(browser, baseURL, false)
  await page.goto(`/invites/${token}`)
  const form = page.locator("form").filter({ has: page.getByLabel("Choose a password") })
  const fields = { ...(await fieldsOf(form)), name: "Cleo Crossed", password }
  for (const [origin, site] of [
    ["https://evil.test", "cross-site"],
    ["null", "cross-site"],
    ["null", "same-site"],
    [String(baseURL), "cross-site"],
  ] as const) {
    await sendFrom(page, fields, origin, site)
    expect(await memberships(email), `${origin} ${site}`).toBe(0)
  }
  await sendFrom(page, fields, "null", "same-origin")
  expect(await memberships(email)).toBe(1)
  await context.close()
})

test("an email scanner opens the link ten times, and the newcomer's click still works", async ({ page, team }) => {
  const email = newAddress()
  const { token } = await invite(team.admin, email)
  for (const method of ["HEAD", "GET"])
    for (let i = 0; i < 10; i++) expect((await page.request.fetch(`/invites/${token}`, { method })).status()).toBe(200)
  await page.goto(`/invites/${token}`)
  await page.getByRole("button", { name: "Decline" }).click()
  await expect(page.getByRole("heading", { name: "This invitation was declined" })).toBeVisible()
  expect((await db().invite.findFirst({ where: { email } }))?.status).toBe("declined")
})
