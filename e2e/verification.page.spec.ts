import { api, expect, join, mailTo, newAddress, password, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt } from "./pages"

const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

for (const scripts of [true, false]) {
  test(`the owner of an address sees who registered it, rejects that, and registers, ${words(scripts)} (N-13)`, async ({
    browser,
    baseURL,
  }) => {
    const name = `Mallory ${"Longname".repeat(7)}`
    const squatter = await register({ name })
    expect((await mailTo(squatter.email, "verify_email")).text).toContain(`“${name}”`)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await followMail(page, squatter.email, "verify_email")
    const main = page.getByRole("main")
    await expect(main).toContainText(name)
    await expect(main).toContainText(squatter.email)
    await expect(main).toContainText(/Registered\s*\d{1,2} \w+ \d{4}, \d\d:\d\d( UTC)?/)
    await expect(page.getByText("can then be registered again")).toBeHidden()
    await page.getByText("This wasn't me…").click()
    await expect(page.getByText("can then be registered again")).toBeVisible()
    if (scripts) await expectAccessible(page)
    await page.getByRole("button", { name: "Close this account" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account closed")
    if (scripts) await expectAccessible(page)
    expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
    await page.getByRole("link", { name: "Create one" }).click()
    await page.getByLabel("Your name").fill("Olga Owner")
    await page.getByLabel("Email").fill(squatter.email)
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.getByRole("button", { name: "Create account" }).click()
    await page.waitForURL(/\/overview/)
    await followMail(page, squatter.email, "verify_email")
    await page.getByRole("button", { name: "Verify email" }).click()
    await expect(page.getByText("Your email is verified.")).toBeVisible()
    await context.close()
  })

  test(`the owner of an address rejects its use by an account, which stays as it was, ${words(scripts)} (N-13)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member", { name: "Chandra Changer" })
    const email = newAddress("theirs")
    expect((await person.send("POST /users/me/email", { email, password })).status).toBe(202)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await followMail(page, email, "confirm_email")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your new email")
    await expect(page.getByText("The account “Chandra Changer” wants to use this email.")).toBeVisible()
    await page.getByText("This wasn't me…").click()
    await page.getByRole("button", { name: "Decline this change" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Email change declined")
    expect((await person.send("GET /users/me")).data).toMatchObject({ email: person.email })
    await followMail(page, email, "confirm_email")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link expired or invalid")
    await context.close()
  })
}

test("rejecting one's own registration signs out, in German too", async ({ page }) => {
  const email = newAddress()
  await page.goto("/register")
  await page.getByRole("button", { name: "Deutsch" }).click()
  await page.getByLabel("Ihr Name").fill("Olga Owner")
  await page.getByLabel("E-Mail").fill(email)
  await page.getByLabel("Passwort", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Konto erstellen" }).click()
  await page.waitForURL(/\/overview/)
  await followMail(page, email, "verify_email")
  await page.getByText("Das war ich nicht …").click()
  await page.getByRole("button", { name: "Dieses Konto schließen" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Konto geschlossen")
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
  expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("401 invalid_credentials")
})
