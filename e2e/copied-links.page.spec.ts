import { expect, invite, newAddress, register, test, verify } from "./fixtures"
import { expectAccessible, followMail, personAt, signInAt } from "./pages"

test("an admin copies an invite's link; its holder has the invitation emailed and joins by that", async ({
  browser,
  baseURL,
  team,
}) => {
  for (const scripts of [true, false]) {
    const email = newAddress()
    const { id } = await invite(team.admin, email)
    const admin = await personAt(browser, baseURL, scripts)
    await signInAt(admin.page, team.admin.email, team.admin.password)
    await admin.page.goto(`/invites/sent/${id}?org=${team.organizationId}`)
    await admin.page.getByRole("button", { name: "Create link" }).click()
    const link = (await admin.page.getByText(/\/invites\/[\w-]{40,}/).textContent()) ?? ""
    await admin.context.close()
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(link)
    await expect(page.getByText("wasn't emailed to you")).toBeVisible()
    await expect(page.getByLabel("Choose a password")).toHaveCount(0)
    if (scripts) await expectAccessible(page)
    await page.getByRole("button", { name: `Send the invitation to ${email}` }).click()
    await expect(page.getByText("Check your inbox")).toBeVisible()
    await followMail(page, email, "invite")
    await page.getByLabel("Your name").fill("Nora Newcomer")
    await page.getByLabel("Choose a password").fill("correct horse battery")
    await page.getByRole("button", { name: /^Join/ }).click()
    await expect(page.getByText("You've joined the organization.")).toBeVisible()
    await context.close()
  }
})

test("a copied link asks a person to verify the email before they join", async ({ browser, baseURL, team }) => {
  const person = await register()
  const { id } = await invite(team.admin, person.email)
  const made = await team.admin.send<{ url: string }>(`POST /organizations/${team.organizationId}/invites/${id}/link`)
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, person.email, person.password)
  await page.goto(made.data.url)
  await expect(page.getByText("Verify your email to accept")).toBeVisible()
  await expect(page.getByRole("button", { name: /^Join/ })).toHaveCount(0)
  await verify(person)
  await page.goto(made.data.url)
  await page.getByRole("button", { name: /^Join/ }).click()
  await expect(page.getByText("You've joined the organization.")).toBeVisible()
  await context.close()
})
